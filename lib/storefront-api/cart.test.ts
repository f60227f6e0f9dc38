import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { ask } from '@/lib/testing/ask-storefront'
import { countStatements } from '@/lib/testing/count-statements'
import { testDatabase } from '@/lib/testing/database'
import { change, merchandise, quantities, readHeadless, tryChange } from '@/lib/testing/headless-cart'
import { smallProduct, smallShop } from '@/prisma/factories'

testDatabase()

let bag: string
let book: string
let set: string

beforeAll(async () => {
  await smallShop()
  const made = async (goods: Parameters<typeof smallProduct>[0]) =>
    merchandise((await smallProduct(goods)).variantId)
  bag = await made({ handle: 'bag', stock: 500 })
  book = await made({ handle: 'book', stock: 3, price: 4500 })
  set = await made({ handle: 'set', stock: 0, price: 9000 })
})

const create = (input: object = {}) => change('cartCreate', { input })
const add = (cartId: string, ...lines: object[]) => change('cartLinesAdd', { cartId, lines })
const update = (cartId: string, ...lines: object[]) => change('cartLinesUpdate', { cartId, lines })
const one = (merchandiseId: string, quantity = 1) => ({ merchandiseId, quantity })
const named = (key: string, value: string) => ({ key, value })

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

describe('lines', () => {
  test('new ones come first; the same merchandise and attributes merge; 0 adds nothing', async () => {
    const { cart } = await create({ lines: [one(bag)] })
    expect(quantities((await add(cart.id, one(book), one(bag, 2))).cart)).toEqual(['1 book', '3 bag'])
    const gift = { ...one(bag), attributes: [named('Gift', 'yes')] }
    expect(quantities((await add(cart.id, gift, one(bag, 0))).cart)).toEqual(['1 bag', '1 book', '3 bag'])
    expect(quantities((await add(cart.id, one(bag, 0))).cart)).toEqual(['1 bag', '1 book', '3 bag'])
  })

  test('a change of quantity, merchandise and attributes; 0 takes out', async () => {
    const { cart } = await create({ lines: [one(bag, 4), one(book)] })
    const [first, second] = cart.lines.nodes
    const swapped = await update(
      cart.id,
      { id: first.id, merchandiseId: bag },
      { id: second.id, merchandiseId: book, quantity: 2 },
    )
    expect(swapped.cart.lines.nodes.map(({ id }: { id: string }) => id)).toEqual([first.id, second.id])
    expect(quantities(swapped.cart)).toEqual(['1 bag', '2 book'])
    const split = await update(cart.id, { id: first.id, quantity: 5, attributes: [named('Gift', 'yes')] })
    expect(split.cart.lines.nodes[0]).toMatchObject({
      id: first.id,
      quantity: 5,
      attributes: [named('Gift', 'yes')],
    })
    expect(quantities((await update(cart.id, { id: second.id, quantity: 0 })).cart)).toEqual(['5 bag'])
  })

  test('one that comes to equal another joins it', async () => {
    const gift = [named('Gift', 'yes')]
    const { cart } = await create({ lines: [one(bag, 2), { ...one(bag, 3), attributes: gift }, one(book)] })
    const [, withGift, plain] = cart.lines.nodes
    const joined = await update(cart.id, { id: withGift.id, attributes: [] })
    expect(quantities(joined.cart)).toEqual(['1 book', '5 bag'])
    expect(joined.cart.lines.nodes[1].id).toBe(plain.id)
    const apart = (await add(cart.id, { ...one(bag), attributes: gift })).cart.lines.nodes
    const both = await update(cart.id, { id: apart[0].id, attributes: [] }, { id: plain.id, quantity: 10 })
    expect(quantities(both.cart)).toEqual(['1 book', '11 bag'])
  })

  test('stock shortage is a warning: the rest stays, and what is sold out stays with 0', async () => {
    const { cart, userErrors, warnings } = await create({ lines: [one(book, 7), one(set)] })
    expect(quantities(cart)).toEqual(['0 set', '3 book'])
    expect([userErrors, cart.totalQuantity]).toEqual([[], 3])
    const [soldOut, cut] = cart.lines.nodes
    expect(warnings).toMatchObject([
      { code: 'MERCHANDISE_NOT_ENOUGH_STOCK', target: cut.id },
      { code: 'MERCHANDISE_OUT_OF_STOCK', target: soldOut.id },
    ])
    const more = await update(cart.id, { id: cut.id, quantity: 9 })
    expect(more.warnings).toMatchObject([{ code: 'MERCHANDISE_NOT_ENOUGH_STOCK', target: cut.id }])
    expect((await add(cart.id, one(bag, 999_999))).warnings).toMatchObject([
      { code: 'MERCHANDISE_NOT_ENOUGH_STOCK' },
    ])
  })

  test('a line that is gone is named, and the cart stays as it is', async () => {
    const { cart } = await create({ lines: [one(bag), one(book)] })
    const [first, second] = cart.lines.nodes
    const stale = `gid://shopify/CartLine/00000000-0000-4000-8000-000000000000?cart=x`
    for (const id of [stale, bag, (await create({ lines: [one(bag)] })).cart.lines.nodes[0].id]) {
      const error = {
        code: 'INVALID_MERCHANDISE_LINE',
        message: `The merchandise line with id ${id} does not exist.`,
      }
      const changed = await update(cart.id, { id: first.id, quantity: 9 }, { id, quantity: 2 })
      expect(changed.userErrors).toEqual([{ ...error, field: ['lines', '1', 'id'] }])
      expect(quantities(changed.cart)).toEqual(['1 book', '1 bag'])
      const removed = await change('cartLinesRemove', { cartId: cart.id, lineIds: [second.id, id] })
      expect(removed.userErrors).toEqual([{ ...error, field: ['lineIds', '1'] }])
      expect(quantities(removed.cart)).toEqual(['1 book', '1 bag'])
    }
    const left = await change('cartLinesRemove', { cartId: cart.id, lineIds: [second.id] })
    expect(quantities(left.cart)).toEqual(['1 book'])
  })

  test('what is not on sale any more is not in the cart that is shown', async () => {
    const old = await smallProduct({ handle: 'old', stock: 5 })
    const { cart } = await create({ lines: [one(bag), one(merchandise(old.variantId), 2)] })
    await db().product.update({ where: { id: old.productId }, data: { status: 'archived' } })
    expect(await readHeadless(cart.id)).toMatchObject({
      totalQuantity: 1,
      cost: { totalAmount: { amount: '49.0' } },
    })
    const { userErrors } = await update(cart.id, { id: cart.lines.nodes[0].id, quantity: 1 })
    expect(userErrors).toMatchObject([{ code: 'INVALID_MERCHANDISE_LINE' }])
  })

  test('more than a cart holds', async () => {
    const line = (n: number) => ({ ...one(bag), attributes: [named('n', String(n))] })
    const { cart } = await create({ lines: Array.from({ length: 250 }, (_, n) => line(n)) })
    const { userErrors } = await add(cart.id, line(250))
    expect(userErrors).toMatchObject([{ code: 'CART_TOO_LARGE', field: ['lines'] }])
    const { errors } = await tryChange('cartLinesAdd', {
      cartId: cart.id,
      lines: Array.from({ length: 251 }, (_, n) => line(n)),
    })
    expect(errors).toMatchObject([
      {
        message: 'The input array size of 251 is greater than the maximum allowed of 250.',
        path: ['cartLinesAdd', 'lines'],
        extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' },
      },
    ])
    const many = await tryChange('cartCreate', {
      input: { lines: Array.from({ length: 251 }, (_, n) => line(n)) },
    })
    expect(many.errors[0].path).toEqual(['cartCreate', 'input', 'lines'])
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
    await db()
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

test('a change is at most six statements, however many lines', async () => {
  const attributes = (value: number) => [named('n', String(value))]
  const lines = Array.from({ length: 250 }, (_, n) => ({ ...one(bag), attributes: attributes(n) }))
  const made = await countStatements(() => create({ lines }))
  expect(made.statements.length, made.statements.join('\n')).toBeLessThanOrEqual(6)
  const { id: cartId, lines: page } = made.result.cart
  const ids: string[] = page.nodes.map((line: { id: string }) => line.id)
  expect(ids).toHaveLength(250)
  const address = { address: { deliveryAddress: { countryCode: 'AU' } }, selected: true }
  for (const [name, args] of [
    ['cartLinesAdd', { lines: [{ ...one(bag), attributes: attributes(3) }] }],
    ['cartLinesUpdate', { lines: ids.map((id) => ({ id, quantity: 2 })) }],
    ['cartLinesUpdate', { lines: ids.slice(0, 9).map((id, n) => ({ id, attributes: attributes(n) })) }],
    ['cartLinesRemove', { lineIds: ids.slice(100) }],
    ['cartNoteUpdate', { note: 'x' }],
    ['cartAttributesUpdate', { attributes: attributes(1) }],
    ['cartBuyerIdentityUpdate', { buyerIdentity: { countryCode: 'AU', email: 'ana@example.nz' } }],
    ['cartDeliveryAddressesReplace', { addresses: [address] }],
    ['cartDeliveryAddressesAdd', { addresses: [address, { ...address, selected: false }] }],
    ['cartClone', {}],
    ['cartRemovePersonalData', {}],
  ] as const) {
    const { statements, result } = await countStatements(() => change(name, { cartId, ...args }))
    expect(statements.length, `${name}\n${statements.join('\n')}`).toBeLessThanOrEqual(6)
    expect(result.userErrors).toEqual([])
  }
})
