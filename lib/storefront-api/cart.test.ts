import { beforeAll, describe, expect, test } from 'vitest'
import { ask, data } from '@/lib/testing/ask-storefront'
import { countStatements } from '@/lib/testing/count-statements'
import { testDatabase } from '@/lib/testing/database'
import { smallProduct, smallShop } from '@/prisma/factories'

testDatabase()

let bag: string
let book: string
let sets: string

beforeAll(async () => {
  await smallShop()
  const id = async (goods: Parameters<typeof smallProduct>[0]) =>
    `gid://shopify/ProductVariant/${(await smallProduct(goods)).variantId}`
  bag = await id({ handle: 'bag', stock: 500 })
  book = await id({ handle: 'book', stock: 3, price: 4500 })
  sets = await id({ handle: 'set', stock: 0, price: 9000 })
})

const answer = `cart { id checkoutUrl totalQuantity note attributes { key value }
    cost { subtotalAmount { amount currencyCode } totalAmount { amount } totalTaxAmount { amount } }
    lines(first: 250) { nodes { id quantity attributes { key value } cost { totalAmount { amount } }
      merchandise { ... on ProductVariant { id title product { handle } } } } } }
  userErrors { code field message } warnings { code message target }`

const create = async (input: object = {}) =>
  (await data(`mutation ($input: CartInput) { cartCreate(input: $input) { ${answer} } }`, { input }))
    .cartCreate
const add = async (id: string, lines: object[]) =>
  (
    await data(
      `mutation ($id: ID!, $lines: [CartLineInput!]!) { cartLinesAdd(cartId: $id, lines: $lines) { ${answer} } }`,
      {
        id,
        lines,
      },
    )
  ).cartLinesAdd
const update = async (id: string, lines: object[]) =>
  (
    await data(
      `mutation ($id: ID!, $lines: [CartLineUpdateInput!]!) { cartLinesUpdate(cartId: $id, lines: $lines) { ${answer} } }`,
      { id, lines },
    )
  ).cartLinesUpdate
const remove = async (id: string, lineIds: string[]) =>
  (
    await data(
      `mutation ($id: ID!, $lineIds: [ID!]!) { cartLinesRemove(cartId: $id, lineIds: $lineIds) { ${answer} } }`,
      { id, lineIds },
    )
  ).cartLinesRemove
const read = async (id: string) =>
  (await data(`query ($id: ID!) { cart(id: $id) { id note checkoutUrl totalQuantity } }`, { id })).cart

const quantities = ({
  cart,
}: {
  cart: { lines: { nodes: { quantity: number; merchandise: { product: { handle: string } } }[] } }
}) => cart.lines.nodes.map(({ quantity, merchandise }) => `${quantity} ${merchandise.product.handle}`)

describe('a new cart', () => {
  test('may be empty, and has a name and a key', async () => {
    const { cart, userErrors, warnings } = await create()
    expect(cart).toMatchObject({ totalQuantity: 0, note: '', attributes: [], lines: { nodes: [] } })
    expect(cart.id).toMatch(/^gid:\/\/shopify\/Cart\/[\da-f]{32}\?key=[\w-]{32}$/)
    expect(cart.checkoutUrl).toBe(`http://localhost:3000/cart/c/${cart.id.split('/').at(-1)}`)
    expect([userErrors, warnings]).toEqual([[], []])
  })

  test('holds what it is made with, the last line first', async () => {
    const result = await create({
      lines: [
        {
          merchandiseId: bag,
          quantity: 2,
          attributes: [
            { key: 'b', value: '1' },
            { key: 'a', value: '2' },
            { key: 'b', value: '3' },
          ],
        },
        { merchandiseId: book },
      ],
      note: 'Ring twice',
      attributes: [
        { key: 'Zebra', value: 'z' },
        { key: 'a', value: '1' },
      ],
    })
    expect(quantities(result)).toEqual(['1 book', '2 bag'])
    expect(result.cart).toMatchObject({
      note: 'Ring twice',
      totalQuantity: 3,
      attributes: [
        { key: 'Zebra', value: 'z' },
        { key: 'a', value: '1' },
      ],
      cost: {
        subtotalAmount: { amount: '143.0', currencyCode: 'NZD' },
        totalAmount: { amount: '143.0' },
        totalTaxAmount: null,
      },
    })
    expect(result.cart.lines.nodes[1].attributes).toEqual([
      { key: 'b', value: '3' },
      { key: 'a', value: '2' },
    ])
  })
})

describe('lines', () => {
  test('new ones come first; the same merchandise and attributes merge; 0 adds nothing', async () => {
    const { cart } = await create({ lines: [{ merchandiseId: bag }] })
    expect(
      quantities(await add(cart.id, [{ merchandiseId: book }, { merchandiseId: bag, quantity: 2 }])),
    ).toEqual(['1 book', '3 bag'])
    const gift = { merchandiseId: bag, attributes: [{ key: 'Gift', value: 'yes' }] }
    expect(quantities(await add(cart.id, [gift, { merchandiseId: bag, quantity: 0 }]))).toEqual([
      '1 bag',
      '1 book',
      '3 bag',
    ])
    expect(quantities(await add(cart.id, [{ merchandiseId: bag, quantity: 0 }]))).toEqual([
      '1 bag',
      '1 book',
      '3 bag',
    ])
  })

  test('are changed and removed by the number', async () => {
    const { cart } = await create({ lines: [{ merchandiseId: bag }, { merchandiseId: book }] })
    const [first, second] = cart.lines.nodes
    const changed = await update(cart.id, [
      { id: first.id, quantity: 2 },
      { id: second.id, quantity: 0 },
    ])
    expect(quantities(changed)).toEqual(['2 book'])
    expect(quantities(await remove(cart.id, [first.id]))).toEqual([])
  })

  test('stock shortage is a warning', async () => {
    const result = await create({ lines: [{ merchandiseId: book, quantity: 7 }, { merchandiseId: sets }] })
    expect(quantities(result)).toEqual(['0 set', '3 book'])
    expect(result.userErrors).toEqual([])
    expect(result.warnings).toMatchObject([
      { code: 'MERCHANDISE_NOT_ENOUGH_STOCK', target: result.cart.lines.nodes[1].id },
      { code: 'MERCHANDISE_OUT_OF_STOCK', target: result.cart.lines.nodes[0].id },
    ])
  })
})

test('reading without the key, writing without it', async () => {
  const { cart } = await create({ note: 'mine', lines: [{ merchandiseId: bag }] })
  const closed = cart.id.split('?')[0]
  expect(await read(closed)).toEqual({
    id: closed,
    note: '',
    totalQuantity: 1,
    checkoutUrl: cart.checkoutUrl.split('?')[0],
  })
  const result = await add(closed, [{ merchandiseId: book }])
  expect(result.userErrors).toEqual([
    { code: 'INVALID', field: ['cartId'], message: 'The specified cart does not exist.' },
  ])
  expect(result.cart.lines.nodes).toEqual([])
  expect(result.cart.id.split('?')[0]).not.toBe(closed)
  expect(await read('gid://shopify/Cart/nothing?key=x')).toBeNull()
  expect((await ask('{ cart(id: "x") { id } }')).errors[0].message).toBe("Invalid global id 'x'")
})

test('at most six statements, however many lines', async () => {
  const attributes = (value: number) => [{ key: 'n', value: String(value) }]
  const lines = Array.from({ length: 250 }, (_, n) => ({ merchandiseId: bag, attributes: attributes(n) }))
  const made = await countStatements(() => create({ lines }))
  expect(made.statements.length, made.statements.join('\n')).toBeLessThanOrEqual(6)
  expect(made.result.cart.lines.nodes).toHaveLength(250)
  const {
    id,
    lines: { nodes },
  } = made.result.cart
  const ids: string[] = nodes.map((line: { id: string }) => line.id)
  for (const change of [
    () => add(id, [{ merchandiseId: bag, attributes: attributes(3) }]),
    () =>
      update(
        id,
        ids.map((line) => ({ id: line, quantity: 2 })),
      ),
    () =>
      update(
        id,
        ids.slice(0, 9).map((line, n) => ({ id: line, attributes: attributes(n) })),
      ),
    () => remove(id, ids.slice(10)),
  ])
    expect((await countStatements(change)).statements.length).toBeLessThanOrEqual(6)
})
