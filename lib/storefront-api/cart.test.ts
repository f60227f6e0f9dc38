import { beforeAll, describe, expect, test } from 'vitest'
import { db, sql } from '@/lib/db'
import { ask } from '@/lib/testing/ask-storefront'
import { testDatabase } from '@/lib/testing/database'
import {
  addLinesTo as add,
  change,
  createHeadless as create,
  merchandise,
  named,
  one,
  quantities,
  readHeadless,
  shopWith,
  tryChange,
  updateLinesOf as update,
} from '@/lib/testing/headless-cart'

testDatabase()

let bag: string
let book: string

beforeAll(async () => {
  ;({ bag, book } = await shopWith({ bag: { stock: 500 }, book: { stock: 3, price: 4500 } }))
})

describe('a new cart', () => {
  test('may be empty, and has a name and a key', async () => {
    const { cart, userErrors, warnings } = await create()
    expect(cart).toMatchObject({ totalQuantity: 0, note: '', attributes: [], lines: { nodes: [] } })
    expect(cart.id).toMatch(/^gid:\/\/shopify\/Cart\/[\da-f]{32}\?key=[\w-]{32}$/)
    expect(cart.checkoutUrl).toBe(`http://localhost:3000/cart/c/${cart.id.split('/').at(-1)}`)
    expect([userErrors, warnings]).toEqual([[], []])
    expect((await tryChange('cartCreate')).data.cartCreate.cart.totalQuantity).toBe(0)
  })

  test('holds what it is made with, the last line first', async () => {
    const { cart } = await create({
      lines: [{ ...one(bag, 2), attributes: [named('b', '1'), named('a', '2'), named('b', '3')] }, one(book)],
      note: 'Ring twice',
      attributes: [named('Zebra', 'z'), named('a', '1')],
    })
    expect(quantities(cart)).toEqual(['1 book', '2 bag'])
    expect(cart).toMatchObject({
      note: 'Ring twice',
      totalQuantity: 3,
      attributes: [named('Zebra', 'z'), named('a', '1')],
      cost: {
        subtotalAmount: { amount: '143.0', currencyCode: 'NZD' },
        checkoutChargeAmount: { amount: '143.0' },
        totalAmount: { amount: '143.0' },
        totalTaxAmount: null,
      },
    })
    expect(cart.lines.nodes[1].attributes).toEqual([named('b', '3'), named('a', '2')])
  })

  test('what is wrong with it is named by its place, and none is made', async () => {
    const before = await db().cart.count()
    const nothing = merchandise(987_654_321n)
    for (const [input, error] of [
      [{ lines: [one(bag), one(nothing)] }, ['INVALID', 'input lines 1 merchandiseId', /does not exist/]],
      [{ lines: [one(bag, 0), one(nothing)] }, ['INVALID', 'input lines 1 merchandiseId', /does not exist/]],
      [{ lines: [one('gid://shopify/Product/1')] }, ['INVALID', 'input lines 0 merchandiseId', /Product\/1/]],
      [
        { lines: [one(bag, -1)] },
        ['INVALID', 'input lines 0 quantity', /greater than zero but less than 1000000/],
      ],
      [{ lines: [one(bag, 1_000_000)] }, ['INVALID', 'input lines 0 quantity', /less than 1000000/]],
      [
        { lines: [{ ...one(bag), sellingPlanId: 'gid://shopify/SellingPlan/1' }] },
        ['SELLING_PLAN_NOT_APPLICABLE', 'input lines 0 sellingPlanId', /plan/],
      ],
      [
        { lines: [{ ...one(bag), parent: { merchandiseId: book } }] },
        ['PARENT_LINE_OPERATION_BLOCKED', 'input lines 0 parent', /Nested/],
      ],
      [{ note: 'x'.repeat(5001) }, ['NOTE_TOO_LONG', 'input note', /5000/]],
    ] as const) {
      const { cart, userErrors } = await create(input)
      expect(cart).toBeNull()
      const [code, field, message] = error
      expect(userErrors).toEqual([{ code, field: field.split(' '), message: expect.stringMatching(message) }])
    }
    expect(await db().cart.count()).toBe(before)
  })
})

describe('note and attributes', () => {
  test('are replaced as a whole, in the order given', async () => {
    const { cart } = await create({ note: 'First', attributes: [named('a', '1')] })
    const note = await change('cartNoteUpdate', { cartId: cart.id, note: 'Second' })
    expect(note.cart.note).toBe('Second')
    const attributes = [named('z', '1'), named('b', '2')]
    const changed = await change('cartAttributesUpdate', { cartId: cart.id, attributes })
    expect(changed.cart.attributes).toEqual(attributes)
    const long = await change('cartNoteUpdate', { cartId: cart.id, note: 'x'.repeat(5001) })
    expect(long).toMatchObject({ cart: null, userErrors: [{ code: 'NOTE_TOO_LONG', field: ['note'] }] })
  })
})

describe('the key', () => {
  test('without it a cart is read without its buyer, and can’t be changed', async () => {
    const { cart } = await create({
      note: 'Behind the shed',
      buyerIdentity: { email: 'ana@example.nz', phone: '+64211234567', countryCode: 'NZ' },
      delivery: {
        addresses: [
          { selected: true, address: { deliveryAddress: { countryCode: 'NZ', city: 'Tauranga' } } },
        ],
      },
      lines: [one(bag)],
    })
    const [closed] = cart.id.split('?')
    for (const id of [closed, `${closed}?key=${'x'.repeat(32)}`, `${closed}?key=`]) {
      expect(await readHeadless(id)).toMatchObject({
        id: closed,
        checkoutUrl: cart.checkoutUrl.split('?')[0],
        note: '',
        totalQuantity: 1,
        buyerIdentity: { countryCode: null, email: null, phone: null },
        delivery: { addresses: [] },
        deliveryGroups: { nodes: [] },
      })
      for (const [name, args] of [
        ['cartLinesAdd', { lines: [one(book)] }],
        ['cartLinesUpdate', { lines: [{ id: cart.lines.nodes[0].id, quantity: 9 }] }],
        ['cartLinesRemove', { lineIds: [cart.lines.nodes[0].id] }],
        ['cartNoteUpdate', { note: 'Mine' }],
        ['cartAttributesUpdate', { attributes: [] }],
        ['cartBuyerIdentityUpdate', { buyerIdentity: { email: 'eve@example.nz' } }],
        ['cartDeliveryAddressesReplace', { addresses: [] }],
        ['cartRemovePersonalData', {}],
        ['cartClone', {}],
      ] as const) {
        const result = await change(name, { cartId: id, ...args })
        expect(result.userErrors, name).toEqual([
          { code: 'INVALID', field: ['cartId'], message: 'The specified cart does not exist.' },
        ])
        expect(result.cart.lines.nodes).toEqual([])
        expect(result.cart.id.split('?')[0]).not.toBe(closed)
      }
    }
    expect(await readHeadless(cart.id)).toEqual(cart)
  })

  test('a cart that is gone, ids of other types and ids that are none', async () => {
    const { cart } = await create({ lines: [one(bag)] })
    await sql()
      .$executeRaw`UPDATE cart SET expires_at = now() - interval '1 second' WHERE token = ${cart.id.split('key=')[1]}`
    expect(await readHeadless(cart.id)).toBeNull()
    for (const cartId of [cart.id, 'gid://shopify/Cart/nothing', 'gid://shopify/Product/1']) {
      const { userErrors, cart: fresh } = await add(cartId, one(bag))
      expect(userErrors).toMatchObject([{ message: 'The specified cart does not exist.' }])
      expect(fresh).toMatchObject({ totalQuantity: 0 })
    }
    expect(await readHeadless('gid://shopify/Product/1')).toBeNull()
    for (const id of [
      '',
      'x',
      'gid://shopify/Cart/a/b?key=c',
      `gid://shopify/Cart/${'a'.repeat(999)}`,
      'gid://shopify/Cart/\0',
    ])
      for (const { errors } of [
        await ask('query ($id: ID!) { cart(id: $id) { id } }', { id }),
        await tryChange('cartLinesAdd', { cartId: id, lines: [one(bag)] }),
        await tryChange('cartLinesRemove', { cartId: cart.id, lineIds: [id] }),
        await tryChange('cartLinesAdd', { cartId: (await create()).cart.id, lines: [one(id)] }),
      ])
        expect(errors?.[0]).toMatchObject({ extensions: { code: 'argumentLiteralsIncompatible' } })
  })
})

test('changes that meet all count', async () => {
  const { cart } = await create({ lines: [one(bag)] })
  const gift = [named('Gift', 'yes')]
  const results = await Promise.all([
    ...Array.from({ length: 10 }, () => add(cart.id, one(bag))),
    ...Array.from({ length: 5 }, () => add(cart.id, { ...one(bag), attributes: gift })),
    ...Array.from({ length: 5 }, (_, n) => change('cartNoteUpdate', { cartId: cart.id, note: String(n) })),
  ])
  expect(results.flatMap(({ userErrors }) => userErrors)).toEqual([])
  const now = await readHeadless(cart.id)
  expect(quantities(now)).toEqual(['5 bag', '11 bag'])
  const moved = await Promise.all(
    Array.from({ length: 6 }, () => update(cart.id, { id: now.lines.nodes[0].id, attributes: [] })),
  )
  expect(moved.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1)
  expect(quantities(await readHeadless(cart.id))).toEqual(['16 bag'])
})

test('a change costs what a thousand objects do, so that many in one request are many', async () => {
  const many = Array.from({ length: 20 }, (_, n) => `a${n}: cartCreate { cart { id } }`).join(' ')
  const { extensions } = await ask(`mutation { ${many} }`)
  expect(extensions.cost.requestedQueryCost).toBeGreaterThan(20_000)
})
