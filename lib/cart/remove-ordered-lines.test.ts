import { beforeAll, expect, test } from 'vitest'
import { db, sql, transaction } from '@/lib/db'
import { testDatabase } from '@/lib/testing/database'
import { smallProduct, smallShop } from '@/prisma/factories'
import { addLines } from './add-lines'
import { type Cart, loadCart } from './load-cart'
import { removeOrderedLines } from './remove-ordered-lines'
import { setNote } from './set-note'

testDatabase()

let bag: Awaited<ReturnType<typeof smallProduct>>
let book: typeof bag

beforeAll(async () => {
  await smallShop()
  bag = await smallProduct({ handle: 'bag', stock: 100 })
  book = await smallProduct({ handle: 'book', stock: 100 })
})

let count = 0

/** An order of what the cart holds, as the checkout freezes it. */
async function order(cart: Cart): Promise<bigint> {
  const total = cart.totals.subtotal.minor
  const placed = await db().order.create({
    data: {
      token: `an-order-token-of-24-letters-${count++}`,
      cartId: cart.id,
      livemode: false,
      currency: 'NZD',
      subtotal: total,
      total,
      countryCode: 'NZ',
      note: cart.note,
      lines: {
        create: cart.lines.map((line, position) => ({
          position,
          variantId: line.variantId ?? 0n,
          productId: line.productId ?? 0n,
          productHandle: line.handle,
          title: line.title,
          variantTitle: line.variantTitle,
          sku: line.sku,
          quantity: line.quantity,
          unitPrice: line.unitPrice.minor,
          total: line.total.minor,
          tax: 0,
          attributes: line.attributes,
        })),
      },
    },
  })
  return placed.id
}

test('a cart that is paid for has ended', async () => {
  const { token } = await addLines({
    token: null,
    lines: [
      { variantId: bag.variantId, quantity: 2 },
      { variantId: bag.variantId, quantity: 1, attributes: { Gift: 'yes' } },
    ],
  })
  const id = await order(await setNote({ token, note: 'At the door' }))
  await transaction((tx) => removeOrderedLines(tx, id))
  expect(await loadCart(sql(), token)).toBeNull()
  const next = await addLines({ token, lines: [{ variantId: book.variantId, quantity: 1 }] })
  expect(next.token).not.toBe(token)
  expect(next).toMatchObject({ lines: [{ sku: 'book' }], note: '' })
})

test('of a cart with something left in it the note of the order goes', async () => {
  const { token } = await addLines({ token: null, lines: [{ variantId: bag.variantId, quantity: 2 }] })
  const id = await order(await setNote({ token, note: 'At the door' }))
  await addLines({ token, lines: [{ variantId: book.variantId, quantity: 1 }] })
  await transaction((tx) => removeOrderedLines(tx, id))
  expect(await loadCart(sql(), token)).toMatchObject({ lines: [{ sku: 'book' }], note: '' })
})

test('what was added while paying stays', async () => {
  const cart = await addLines({ token: null, lines: [{ variantId: bag.variantId, quantity: 2 }] })
  const id = await order(cart)
  const { token } = cart
  await addLines({ token, lines: [{ variantId: bag.variantId, quantity: 1 }] })
  await addLines({ token, lines: [{ variantId: bag.variantId, quantity: 4, attributes: { Gift: 'yes' } }] })
  await addLines({ token, lines: [{ variantId: book.variantId, quantity: 1 }] })
  await setNote({ token, note: 'For the next one' })
  await transaction((tx) => removeOrderedLines(tx, id))
  const rest = await loadCart(sql(), token)
  expect(rest?.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
    ['book', 1],
    ['bag', 4],
    ['bag', 1],
  ])
  expect(rest?.note).toBe('For the next one')
})

test('a cart that has gone meanwhile is no trouble', async () => {
  const cart = await addLines({ token: null, lines: [{ variantId: bag.variantId, quantity: 1 }] })
  const id = await order(cart)
  await db().cart.delete({ where: { id: cart.id } })
  await transaction((tx) => removeOrderedLines(tx, id))
  expect(await loadCart(sql(), cart.token)).toBeNull()
})
