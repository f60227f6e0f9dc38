import { beforeAll, beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { countStatements } from '@/lib/testing/count-statements'
import { testDatabase } from '@/lib/testing/database'
import { change, createHeadless as create, home, named, one, shopWith } from '@/lib/testing/headless-cart'
import { smallDiscount, smallGiftCard } from '@/prisma/factories'
import { schema } from './schema/schema'

// No change of a cart is more than six statements, BEGIN, COMMIT and the reading of the shop among them, and none grows
// with what it is given. What is counted is what clients select: whole carts, and of their products more than comes with a cart.

testDatabase()

let bag: string
let cards: string[]

beforeAll(async () => {
  ;({ bag } = await shopWith({ bag: { stock: 500 } }))
  await smallDiscount({ codes: ['TEN'] })
  cards = (await Promise.all(Array.from({ length: 10 }, () => smallGiftCard({ amount: 100 })))).map(
    ({ code }) => code,
  )
})

// Guesses at codes are limited, and every cart here is made with some.
beforeEach(() => db().staffRateLimit.deleteMany())

const list = <T>(length: number, make: (n: number) => T) => Array.from({ length }, (_, n) => make(n))
const lines = (count: number) => list(count, (n) => ({ ...one(bag), attributes: [named('n', String(n))] }))
const metafields = (count: number) =>
  list(count, (n) => ({ key: `custom.k${n}`, type: 'boolean', value: 'true' }))
/** Unknown ones but for the first. */
const codes = (count: number) => list(count, (n) => (n === 0 ? 'TEN' : `no-${count}-${n}`))

const full = (count: number) =>
  create({
    lines: lines(count),
    metafields: metafields(Math.min(count, 20)),
    attributes: [named('Gift', 'yes')],
    buyerIdentity: { countryCode: 'NZ', email: 'ana@example.nz' },
    delivery: { addresses: list(Math.min(count, 15), (n) => home({ address1: String(n) })).map(selectFirst) },
    discountCodes: codes(Math.min(count, 5)),
    giftCardCodes: cards.slice(0, Math.min(count, 9)),
  })
const selectFirst = (address: object, n: number) => ({ ...address, selected: n === 0 })

// biome-ignore lint/suspicious/noExplicitAny: answers have the shape of their query
type Cart = any

/** What each is given; `count` of everything that is a list, as far as a cart may hold so many. */
const inputs: Record<string, (cart: Cart, count: number) => Record<string, unknown> | Promise<object>> = {
  cartLinesAdd: (_, count) => ({ lines: lines(count) }),
  cartLinesUpdate: (cart) => ({
    lines: cart.lines.nodes.map(({ id }: { id: string }, n: number) => ({
      id,
      quantity: 2,
      attributes: [named('moved', String(n % 7))],
    })),
  }),
  cartLinesRemove: (cart) => ({ lineIds: cart.lines.nodes.map(({ id }: { id: string }) => id).slice(1) }),
  cartNoteUpdate: () => ({ note: 'Ring twice' }),
  cartAttributesUpdate: (_, count) => ({
    attributes: list(Math.min(count, 20), (n) => named(`k${n}`, 'x')),
  }),
  cartBuyerIdentityUpdate: () => ({ buyerIdentity: { countryCode: 'AU', email: 'tane@example.nz' } }),
  cartDeliveryAddressesAdd: (_, count) => ({ addresses: list(Math.min(count, 5), () => home()) }),
  cartDeliveryAddressesUpdate: (cart) => ({
    addresses: cart.delivery.addresses.map(({ id }: { id: string }) => ({ id, ...home({ city: 'Napier' }) })),
  }),
  cartDeliveryAddressesRemove: (cart) => ({
    addressIds: cart.delivery.addresses.map(({ id }: { id: string }) => id).slice(1),
  }),
  cartDeliveryAddressesReplace: (_, count) => ({
    addresses: list(Math.min(count, 20), () => home()).map(selectFirst),
  }),
  cartSelectedDeliveryOptionsUpdate: (cart, count) => {
    const [group] = cart.deliveryGroups.nodes
    const option = {
      deliveryGroupId: group.id,
      deliveryOptionHandle: group.deliveryOptions.at(-1).handle,
    }
    return { selectedDeliveryOptions: list(count, () => option) }
  },
  cartDiscountCodesUpdate: (_, count) => ({ discountCodes: codes(Math.min(count, 5)) }),
  cartGiftCardCodesAdd: (_, count) => ({ giftCardCodes: cards.slice(-count) }),
  cartGiftCardCodesUpdate: (_, count) => ({ giftCardCodes: cards.slice(-count) }),
  cartGiftCardCodesRemove: (cart) => ({
    appliedGiftCardIds: cart.appliedGiftCards.map(({ id }: { id: string }) => id),
  }),
  cartMetafieldsSet: async (_, count) => {
    const owners = await Promise.all(list(Math.min(count, 25), () => create()))
    return { metafields: owners.map(({ cart }) => ({ ownerId: cart.id, ...metafields(1)[0] })) }
  },
  cartMetafieldDelete: (cart) => ({ input: { ownerId: cart.id, key: 'custom.k0' } }),
  cartClone: () => ({}),
  cartRemovePersonalData: () => ({}),
}

test('every change there is, is counted here', () => {
  const served = Object.keys(schema().getMutationType()?.getFields() ?? {})
  expect(['cartCreate', ...Object.keys(inputs)].sort()).toEqual(served.sort())
})

test.each([1, 250])('a new cart with lists of %i is six statements', async (count) => {
  const { statements, result } = await countStatements(() => full(count))
  expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(6)
  expect(result.userErrors).toEqual([])
  expect(result.cart.lines.nodes).toHaveLength(count)
})

test.each(Object.keys(inputs))('%s is at most six statements, however long its lists', async (name) => {
  const counts = []
  for (const count of [1, 250]) {
    const { cart } = await full(count)
    const input = await inputs[name]?.(cart, count)
    const id = name.startsWith('cartMetafield') ? {} : { cartId: cart.id }
    const { statements, result } = await countStatements(() => change(name, { ...id, ...input }))
    expect(result.userErrors, name).toEqual([])
    expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(6)
    counts.push(statements.length)
  }
  expect(counts[0], 'as many for one as for many').toBe(counts[1])
})
