import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { ask, data } from '@/lib/testing/ask-storefront'
import { testDatabase } from '@/lib/testing/database'
import { smallDiscount, smallProduct, smallShop } from '@/prisma/factories'

testDatabase()

let bag: string
let book: string

beforeAll(async () => {
  await smallShop()
  const [one, two] = [
    await smallProduct({ handle: 'bag', stock: 500, price: 4900 }),
    await smallProduct({ handle: 'book', stock: 500, price: 4500 }),
  ]
  bag = `gid://shopify/ProductVariant/${one.variantId}`
  book = `gid://shopify/ProductVariant/${two.variantId}`
  await smallDiscount({ codes: ['TEN'], combines: true })
  await smallDiscount({ codes: ['FIVER'], kind: 'amount', off: 500, combines: true })
  await smallDiscount({ codes: ['BAGS'], products: [one.productId], off: 5000, combines: true })
  await smallDiscount({ codes: ['FREE'], kind: 'free_shipping', combines: true })
  await smallDiscount({ codes: ['HUNDRED'], minSubtotal: 10_000, combines: true })
})

const allocations = `discountAllocations { __typename targetType discountedAmount { amount }
  ... on CartCodeDiscountAllocation { code } ... on CartAutomaticDiscountAllocation { title }
  discountApplication { allocationMethod targetSelection targetType
    value { __typename ... on MoneyV2 { amount } ... on PricingPercentageValue { percentage } } } }`
const answer = `cart { id discountCodes { code applicable } ${allocations}
    cost { subtotalAmount { amount } totalAmount { amount } } estimatedCost { totalAmount { amount } }
    lines(first: 250) { nodes { cost { subtotalAmount { amount } totalAmount { amount } } ${allocations} } } }
  userErrors { code field message } warnings { code message target }`

const create = async (discountCodes: string[] = []) =>
  (
    await data(`mutation ($input: CartInput) { cartCreate(input: $input) { ${answer} } }`, {
      input: { lines: [{ merchandiseId: book }, { merchandiseId: bag, quantity: 2 }], discountCodes },
    })
  ).cartCreate
const update = async (id: string, codes: string[]) =>
  (
    await data(
      `mutation ($id: ID!, $codes: [String!]!) { cartDiscountCodesUpdate(cartId: $id, discountCodes: $codes) { ${answer} } }`,
      { id, codes },
    )
  ).cartDiscountCodesUpdate
type Allocation = { discountedAmount: { amount: string } }
const amounts = (list: Allocation[]) => list.map(({ discountedAmount }) => discountedAmount.amount)

test('on the order: one allocation a line for each discount, the subtotal unchanged, the total lower', async () => {
  const { cart } = await create(['TEN', 'FIVER'])
  expect(cart.cost).toEqual({ subtotalAmount: { amount: '143.0' }, totalAmount: { amount: '123.7' } })
  expect(cart.estimatedCost.totalAmount).toEqual({ amount: '123.7' })
  expect(cart.discountAllocations).toHaveLength(4)
  expect(amounts(cart.discountAllocations)).toEqual(['9.8', '4.5', '3.43', '1.57'])
  expect(cart.discountAllocations[0]).toEqual({
    __typename: 'CartCodeDiscountAllocation',
    code: 'TEN',
    targetType: 'LINE_ITEM',
    discountedAmount: { amount: '9.8' },
    discountApplication: {
      allocationMethod: 'ACROSS',
      targetSelection: 'ALL',
      targetType: 'LINE_ITEM',
      value: { __typename: 'PricingPercentageValue', percentage: 10 },
    },
  })
  // The value of an amount is that of the share, not of the whole.
  expect(cart.discountAllocations[2].discountApplication.value).toEqual({
    __typename: 'MoneyV2',
    amount: '3.43',
  })
  for (const line of cart.lines.nodes) expect(line.cost.totalAmount).toEqual(line.cost.subtotalAmount)
})

test('on products: it stands on its line, and lowers line and subtotal', async () => {
  const { cart } = await create(['BAGS'])
  expect(cart.discountAllocations).toEqual([])
  expect(cart.cost).toEqual({ subtotalAmount: { amount: '94.0' }, totalAmount: { amount: '94.0' } })
  expect(cart.lines.nodes).toMatchObject([
    {
      cost: { subtotalAmount: { amount: '98.0' }, totalAmount: { amount: '49.0' } },
      discountAllocations: [{ code: 'BAGS', discountedAmount: { amount: '49.0' } }],
    },
    { cost: { totalAmount: { amount: '45.0' } }, discountAllocations: [] },
  ])
})

test('the list is replaced, kept word for word, once for each whatever the case; none takes all away', async () => {
  const { cart } = await create(['BAGS'])
  const codes = (await update(cart.id, ['tEN', 'TEN', 'nope'])).cart.discountCodes
  expect(codes).toEqual([
    { code: 'tEN', applicable: true },
    { code: 'nope', applicable: false },
  ])
  expect((await update(cart.id, [])).cart.discountCodes).toEqual([])
})

test('codes that do not apply warn at every later change, about the cart by its name without its key', async () => {
  const { cart, warnings, userErrors } = await create(['nope', 'HUNDRED', 'FREE'])
  const target = cart.id.replace(/\?.*/, '')
  const unknown = { code: 'DISCOUNT_NOT_FOUND', target }
  expect(userErrors).toEqual([])
  expect(warnings).toMatchObject([unknown])
  const { cartLinesRemove } = await data(
    `mutation ($id: ID!, $lines: [ID!]!) { cartLinesRemove(cartId: $id, lineIds: $lines) { warnings { code target } } }`,
    { id: cart.id, lines: [await lineOf(cart.id)] },
  )
  expect(cartLinesRemove.warnings).toEqual([unknown, { code: 'DISCOUNT_PURCHASE_NOT_IN_RANGE', target }])
})

const lineOf = async (id: string) =>
  (await data(`query ($id: ID!) { cart(id: $id) { lines(first: 1) { nodes { id } } } }`, { id })).cart.lines
    .nodes[0].id

test('delivery is free once there is an address to send to', async () => {
  const { cart } = await create(['FREE'])
  expect(cart).toMatchObject({
    discountAllocations: [],
    discountCodes: [{ code: 'FREE', applicable: true }],
    cost: { totalAmount: { amount: '143.0' } },
  })
  await data(
    `mutation ($id: ID!) { cartDeliveryAddressesAdd(cartId: $id, addresses: [
      { selected: true, address: { deliveryAddress: { countryCode: NZ } } }]) { userErrors { message } } }`,
    { id: cart.id },
  )
  expect((await update(cart.id, ['FREE'])).cart).toMatchObject({
    discountAllocations: [
      {
        targetType: 'SHIPPING_LINE',
        discountedAmount: { amount: '6.5' },
        discountApplication: { targetType: 'SHIPPING_LINE' },
      },
    ],
    cost: { totalAmount: { amount: '143.0' } },
  })
  expect((await update(cart.id, [])).cart.cost.totalAmount).toEqual({ amount: '149.5' })
})

test('an automatic one is named by its title', async () => {
  const id = await smallDiscount({ title: 'Spring', combines: true })
  const { cart } = await create()
  expect(cart.discountAllocations).toMatchObject([
    { __typename: 'CartAutomaticDiscountAllocation', title: 'Spring', discountedAmount: { amount: '9.8' } },
    { title: 'Spring', discountedAmount: { amount: '4.5' } },
  ])
  await db().discount.update({ where: { id }, data: { active: false } })
})

test('more codes than a cart holds, and a cart without its key, are refused with words', async () => {
  const { cart } = await create()
  const many = await update(
    cart.id,
    Array.from({ length: 26 }, (_, index) => `c${index}`),
  )
  expect(many).toMatchObject({ cart: null, userErrors: [{ code: 'INVALID', field: ['discountCodes'] }] })
  const closed = await update(cart.id.replace(/\?.*/, ''), ['TEN'])
  expect(closed.userErrors).toMatchObject([{ message: 'The specified cart does not exist.' }])
})

describe('guesses at codes', () => {
  const asked = `mutation ($id: ID!, $codes: [String!]!) {
    cartDiscountCodesUpdate(cartId: $id, discountCodes: $codes) {
      cart { discountCodes { code } } userErrors { code field message } } }`
  const guess = async (visitor: string, id: string, codes: string[]) =>
    (await ask(asked, { id, codes }, { visitor })).data.cartDiscountCodesUpdate
  const listed = ({ cart: { discountCodes } }: { cart: { discountCodes: { code: string }[] } }) =>
    discountCodes.map(({ code }) => code)
  const unknown = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `guess-${from + n}`)
  const refusal = [
    { code: 'INVALID', field: ['discountCodes'], message: expect.stringContaining('Too many codes') },
  ]

  test('end after thirty, of one visitor on one cart; what the cart has is no guess, and it stays as it is', async () => {
    const { cart } = await create()
    const visitor = '198.51.100.1'
    for (const from of [0, 10, 20])
      expect((await guess(visitor, cart.id, ['TEN', ...unknown(10, from)])).userErrors).toEqual([])
    const kept = ['TEN', ...unknown(10, 20)]
    for (const codes of [['BAGS'], [...kept, 'BAGS'], [...kept, 'guess-99']]) {
      const refused = await guess(visitor, cart.id, codes)
      expect(refused.userErrors, 'whether the shop has it is not told').toEqual(refusal)
      expect(listed(refused)).toEqual(kept)
    }
    expect(listed(await guess(visitor, cart.id, kept.toReversed()))).toEqual(kept.toReversed())
    expect(listed(await guess(visitor, cart.id, []))).toEqual([])
    expect(listed(await guess('198.51.100.2', cart.id, ['BAGS']))).toEqual(['BAGS'])
    const made = await ask(
      'mutation { cartCreate(input: { discountCodes: ["TEN"] }) { cart { id } userErrors { field message } } }',
      {},
      { visitor },
    )
    expect(made.data.cartCreate).toMatchObject({
      cart: null,
      userErrors: [{ field: ['input', 'discountCodes'], message: expect.stringContaining('Too many codes') }],
    })
  })

  test('at the same moment count each other; codes that the shop has count for nothing', async () => {
    const carts = await Promise.all(Array.from({ length: 40 }, () => create()))
    const visitor = '198.51.100.3'
    for (const { cart } of carts) await guess(visitor, cart.id, ['TEN', 'BAGS'])
    const answers = await Promise.all(carts.map(({ cart }, n) => guess(visitor, cart.id, [`none-${n}`])))
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(30)
  })

  test('at new carts are the same', async () => {
    const text = `mutation ($codes: [String!]) { cartCreate(input: { discountCodes: $codes }) {
      cart { discountCodes { code applicable } } userErrors { message } } }`
    const made = async (...codes: string[]) =>
      (await ask(text, { codes }, { visitor: '198.51.100.4' })).data.cartCreate
    expect((await made(...unknown(25))).cart.discountCodes).toHaveLength(25)
    expect((await made(...unknown(5))).cart.discountCodes).toHaveLength(5)
    expect((await made('TEN')).cart).toBeNull()
    expect((await made()).cart.discountCodes).toEqual([])
  })
})
