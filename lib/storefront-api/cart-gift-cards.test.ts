import { beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { ask, data } from '@/lib/testing/ask-storefront'
import { testDatabase } from '@/lib/testing/database'
import { smallGiftCard, smallProduct, smallShop } from '@/prisma/factories'

testDatabase()

let bag: string

beforeAll(async () => {
  await smallShop()
  bag = `gid://shopify/ProductVariant/${(await smallProduct({ handle: 'bag', stock: 500 })).variantId}`
  await smallProduct({ handle: 'voucher', stock: [], price: 5000, isGiftCard: true })
})

const money = '{ amount currencyCode }'
const answer = `cart { id
    appliedGiftCards { id lastCharacters amountUsed ${money} amountUsedV2 { amount } presentmentAmountUsed { amount }
      balance ${money} balanceV2 { amount } }
    cost { subtotalAmount { amount } totalAmount { amount } checkoutChargeAmount { amount } } }
  userErrors { code field message } warnings { code message target }`

const create = async (input: object = {}) =>
  (
    await data(`mutation ($input: CartInput) { cartCreate(input: $input) { ${answer} } }`, {
      input: { lines: [{ merchandiseId: bag }], ...input },
    })
  ).cartCreate
const change = (name: string, argument: string, type: string) => async (id: string, list: string[]) =>
  (
    await data(
      `mutation ($id: ID!, $list: [${type}!]!) { ${name}(cartId: $id, ${argument}: $list) { ${answer} } }`,
      { id, list },
    )
  )[name]
const add = change('cartGiftCardCodesAdd', 'giftCardCodes', 'String')
const update = change('cartGiftCardCodesUpdate', 'giftCardCodes', 'String')
const remove = change('cartGiftCardCodesRemove', 'appliedGiftCardIds', 'ID')

type Result = { cart: { appliedGiftCards: { amountUsed: { amount: string } }[]; cost: object } }
const used = ({ cart }: Result) => cart.appliedGiftCards.map(({ amountUsed }) => amountUsed.amount)

test('a card pays of the total what it can, and says what is used and what is left', async () => {
  const card = await smallGiftCard({ amount: 2500 })
  const { cart } = await create()
  const result = await add(cart.id, [card.code.toLowerCase()])
  expect(result.userErrors).toEqual([])
  expect(result.cart.appliedGiftCards).toEqual([
    {
      id: expect.stringMatching(/^gid:\/\/shopify\/AppliedGiftCard\/[\da-f-]{36}$/),
      lastCharacters: card.lastCharacters,
      amountUsed: { amount: '25.0', currencyCode: 'NZD' },
      amountUsedV2: { amount: '25.0' },
      presentmentAmountUsed: { amount: '25.0' },
      balance: { amount: '0.0', currencyCode: 'NZD' },
      balanceV2: { amount: '0.0' },
    },
  ])
  expect(result.cart.cost).toEqual({
    subtotalAmount: { amount: '49.0' },
    totalAmount: { amount: '24.0' },
    checkoutChargeAmount: { amount: '49.0' },
  })
})

test('delivery is paid too, once there is an address to send it to', async () => {
  const { code } = await smallGiftCard({ amount: 10_000 })
  const { cart } = await create({ giftCardCodes: [code] })
  expect(used({ cart })).toEqual(['49.0'])
  const address = { deliveryAddress: { countryCode: 'NZ', city: 'Tauranga' } }
  const addressed = await create({
    giftCardCodes: [code],
    delivery: { addresses: [{ address, selected: true }] },
  })
  expect(used(addressed)).toEqual(['55.5'])
  expect(addressed.cart.appliedGiftCards[0].balance.amount).toBe('44.5')
  expect(addressed.cart.cost.totalAmount.amount).toBe('0.0')
})

test('adding keeps what is there, updating takes its place, removing goes by the id', async () => {
  const cards = [await smallGiftCard({ amount: 100 }), await smallGiftCard({ amount: 200 })]
  const codes = cards.map(({ code }) => code)
  const { cart } = await create({ giftCardCodes: [codes[0]] })
  const both = await add(cart.id, codes)
  expect(used(both)).toEqual(['1.0', '2.0'])
  expect(used(await update(cart.id, codes.slice(1)))).toEqual(['2.0'])
  const { cart: again } = await add(cart.id, codes)
  const [first] = again.appliedGiftCards
  expect(used(await remove(cart.id, [first.id]))).toEqual(['1.0'])
  expect(used(await update(cart.id, []))).toEqual([])
})

test('a code that can’t be used is an error at its place, whatever is wrong with it, and the cart stays as it is', async () => {
  const good = await smallGiftCard({ amount: 100 })
  const over = await smallGiftCard({ amount: 100, expiresAt: new Date(Date.now() - 1000) })
  const { cart } = await create({ giftCardCodes: [good.code] })
  for (const code of ['NOSUCHCODE', '', over.code]) {
    const result = await add(cart.id, [good.code, code])
    expect(result.userErrors).toEqual([
      {
        code: 'INVALID',
        field: ['giftCardCodes', '1'],
        message: expect.stringContaining('can’t be used'),
      },
    ])
    expect(used(result)).toEqual(['1.0'])
  }
  const { cart: none, userErrors } = await create({ giftCardCodes: ['NOSUCHCODE'] })
  expect(none).toBeNull()
  expect(userErrors[0].field).toEqual(['input', 'giftCardCodes', '0'])
})

test('an applied card of another cart, and the id of something else, are not removed', async () => {
  const { code } = await smallGiftCard({ amount: 100 })
  const [mine, other] = [await create({ giftCardCodes: [code] }), await create({ giftCardCodes: [code] })]
  for (const id of [other.cart.appliedGiftCards[0].id, bag]) {
    const result = await remove(mine.cart.id, [id])
    expect(result.userErrors).toMatchObject([{ code: 'INVALID', field: ['appliedGiftCardIds', '0'] }])
    expect(used(result)).toEqual(['1.0'])
  }
})

test('a card that can’t pay any more stays listed with a warning until it is taken off', async () => {
  const { id, code } = await smallGiftCard({ amount: 100 })
  const { cart } = await create({ giftCardCodes: [code] })
  await db().giftCard.update({ where: { id }, data: { disabled: true } })
  const result = await update(cart.id, []).then(() => add(cart.id, []))
  expect(result.warnings).toEqual([])
  const { cart: second } = await create()
  await db().giftCard.update({ where: { id }, data: { disabled: false } })
  await add(second.id, [code])
  await db().giftCard.update({ where: { id }, data: { disabled: true } })
  const told = await add(second.id, [])
  expect(told.warnings).toEqual([
    {
      code: 'PAYMENTS_GIFT_CARDS_UNAVAILABLE',
      message: expect.stringContaining('can’t be used any more'),
      target: told.cart.appliedGiftCards[0].id,
    },
  ])
  expect(used(told)).toEqual(['0.0'])
})

test('whoever has only the cart’s name sees no card, and puts none on', async () => {
  const { code } = await smallGiftCard({ amount: 100 })
  const { cart } = await create({ giftCardCodes: [code] })
  const name = cart.id.split('?')[0]
  const closed = await data(
    'query ($id: ID!) { cart(id: $id) { appliedGiftCards { id } cost { totalAmount { amount } } } }',
    { id: name },
  )
  expect(closed.cart).toEqual({ appliedGiftCards: [], cost: { totalAmount: { amount: '49.0' } } })
  const result = await add(name, [code])
  expect(result.userErrors[0].message).toBe('The specified cart does not exist.')
})

test('guesses end: the visitor is told to wait, and another is not', async () => {
  const { cart } = await create()
  const guess = (visitor: string) =>
    ask(
      'mutation ($id: ID!) { cartGiftCardCodesAdd(cartId: $id, giftCardCodes: ["GUESSGUESS"]) { userErrors { message } } }',
      { id: cart.id },
      { visitor },
    )
  for (let tries = 0; tries < 30; tries++) await guess('198.51.100.1')
  const message = async (visitor: string) =>
    (await guess(visitor)).data.cartGiftCardCodesAdd.userErrors[0].message
  expect(await message('198.51.100.1')).toContain('Too many codes')
  expect(await message('198.51.100.2')).toContain('can’t be used')
})

test('a product says truly whether it is a gift card', async () => {
  const { products } = await data('{ products(first: 5) { nodes { handle isGiftCard } } }')
  expect(products.nodes).toEqual([
    { handle: 'bag', isGiftCard: false },
    { handle: 'voucher', isGiftCard: true },
  ])
})
