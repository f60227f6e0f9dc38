import { expect, test } from 'vitest'
import { plainRule } from '@/lib/testing/plain-rule'
import { evaluateDiscounts } from './evaluate-discounts'
import type { DiscountableLine, DiscountRule } from './rules'

const all = { combinesWithOrder: true, combinesWithProduct: true, combinesWithShipping: true }
const amount = { kind: 'amount', percent: null } as const
const free = { kind: 'free_shipping', level: 'shipping', percent: null } as const
const tea: DiscountableLine = { id: 'a', productId: '7', unitPrice: 1000, quantity: 3 }
const cup: DiscountableLine = { id: 'b', productId: '8', unitPrice: 250, quantity: 2 }

const judge = (rules: Partial<DiscountRule>[], more: Partial<Parameters<typeof evaluateDiscounts>[0]> = {}) =>
  evaluateDiscounts({
    lines: [tea, cup],
    codes: [],
    shipping: 650,
    shippable: true,
    now: 1_000,
    ...more,
    rules: rules.map((rule, index) => ({ ...plainRule, id: String(index + 1), ...rule })),
  })
const totals = (result: ReturnType<typeof judge>) =>
  Object.fromEntries(result.given.map(({ rule, allocation }) => [rule.id, allocation.total]))
const shares = (result: ReturnType<typeof judge>) =>
  result.given.map(({ allocation }) => Object.fromEntries(allocation.lines))

test('per cent on the order are rounded once and split over the lines', () => {
  expect(shares(judge([{}]))).toEqual([{ a: 300, b: 50 }])
  expect(shares(judge([{ ...amount, amount: 100 }]))).toEqual([{ a: 86, b: 14 }])
})

test('on products it lowers only those lines, and an amount never more than they cost', () => {
  expect(shares(judge([{ level: 'product', targets: ['8'] }]))).toEqual([{ b: 50 }])
  expect(shares(judge([{ level: 'product', targets: ['8'], ...amount, amount: 9_999 }]))).toEqual([
    { b: 500 },
  ])
})

test('free delivery takes what it costs; while that is not known the code applies and takes nothing', () => {
  const code = { codes: ['FREE'] }
  expect(totals(judge([{ ...free, code: 'FREE' }], code))).toEqual({ '1': 650 })
  expect(judge([{ ...free, code: 'FREE' }], { ...code, shipping: null })).toMatchObject({
    given: [],
    codes: [{ applicable: true, refusal: null }],
  })
})

test.each([
  ['one is bought and the cheaper one free', { buys: ['7', '8'], targets: ['7', '8'] }, { b: 500 }],
  ['what is bought is not given', { buys: ['7'], targets: ['7'] }, { a: 1000 }],
  ['the given ones are others', { buys: ['7'], targets: ['8'] }, { b: 500 }],
  ['half price', { buys: ['7'], targets: ['8'], percent: 5000 }, { b: 250 }],
  ['once an order', { buys: ['7'], targets: ['8'], timesPerOrder: 1 }, { b: 250 }],
  ['two and one', { buys: ['7', '8'], targets: ['7', '8'], buyQuantity: 2 }, { b: 250 }],
  ['two and two', { buys: ['7', '8'], targets: ['7'], buyQuantity: 2, getQuantity: 2 }, { a: 2000 }],
])('buy X get Y: %s', (_, rule, expected) => {
  const getOne = {
    kind: 'buy_x_get_y',
    level: 'product',
    percent: 10_000,
    buyQuantity: 1,
    getQuantity: 1,
  } as const
  expect(shares(judge([{ ...getOne, ...rule }]))).toEqual([expected])
})

test.each([
  [{ active: false }, 'DISCOUNT_CURRENTLY_INACTIVE'],
  [{ startsAt: 1_001 }, 'DISCOUNT_CURRENTLY_INACTIVE'],
  [{ endsAt: 1_000 }, 'DISCOUNT_CURRENTLY_INACTIVE'],
  [{ usedUp: true }, 'DISCOUNT_USAGE_LIMIT_REACHED'],
  [{ usedBefore: true }, 'DISCOUNT_CUSTOMER_USAGE_LIMIT_REACHED'],
  [{ level: 'product', targets: [] }, 'DISCOUNT_NO_ENTITLED_LINE_ITEMS'],
  [{ minSubtotal: 3_501 }, 'DISCOUNT_PURCHASE_NOT_IN_RANGE'],
  [{ level: 'product', targets: ['8'], minSubtotal: 501 }, 'DISCOUNT_PURCHASE_NOT_IN_RANGE'],
  [{ minQuantity: 6 }, 'DISCOUNT_QUANTITY_NOT_IN_RANGE'],
  [
    { kind: 'buy_x_get_y', level: 'product', buyQuantity: 3, getQuantity: 1, buys: ['7'], targets: ['7'] },
    'DISCOUNT_QUANTITY_NOT_IN_RANGE',
  ],
] as const)('a code that does not apply says why: %j', (rule, refusal) => {
  const result = judge([{ code: 'X', ...rule } as Partial<DiscountRule>], { codes: ['X'] })
  expect(result).toMatchObject({ given: [], codes: [{ code: 'X', applicable: false, refusal }] })
})

test('what lies just within the bounds applies', () => {
  const within = { code: 'X', minSubtotal: 3_500, minQuantity: 5, startsAt: 1_000, endsAt: 1_001 }
  expect(judge([within], { codes: ['X'] }).codes).toMatchObject([{ applicable: true }])
})

test('an unknown code is said to be unknown; on an empty cart a good one is only waiting', () => {
  expect(judge([], { codes: ['x'] }).codes).toMatchObject([{ refusal: 'DISCOUNT_NOT_FOUND' }])
  const empty = judge([{ code: 'X', minSubtotal: 1 }], { codes: ['X'], lines: [], shippable: false })
  expect(empty.codes).toMatchObject([{ applicable: false, refusal: null }])
  expect(judge([{ code: 'X', ...free }], { codes: ['X'], shippable: false }).codes).toMatchObject([
    { refusal: 'DISCOUNT_NO_ENTITLED_SHIPPING_LINES' },
  ])
})

test('of two that do not go together the better one counts, and the other code says so', () => {
  const result = judge([{ code: 'A' }, { code: 'B', percent: 2000 }], { codes: ['A', 'B'] })
  expect(totals(result)).toEqual({ '2': 700 })
  expect(result.codes).toMatchObject([
    { code: 'A', applicable: false, refusal: 'DISCOUNT_CODE_NOT_HONOURED' },
    { code: 'B', applicable: true },
  ])
})

test('two codes of one discount take it off once: the first one', () => {
  const result = judge(
    [
      { id: '1', code: 'B' },
      { id: '1', code: 'A' },
    ],
    { codes: ['A', 'B'] },
  )
  expect(totals(result)).toEqual({ '1': 350 })
  expect(result.codes).toMatchObject([{ applicable: true }, { refusal: 'DISCOUNT_CODE_NOT_HONOURED' }])
})

test('they go together only when both allow it', () => {
  const product = { level: 'product' as const, targets: ['8'] }
  expect(totals(judge([{ combinesWithProduct: true }, product]))).toEqual({ '1': 350 })
  expect(totals(judge([{ combinesWithProduct: true }, { ...product, combinesWithOrder: true }]))).toEqual({
    '1': 345,
    '2': 50,
  })
})

test('on the order each takes its per cent of the same sum: what is left after discounts on products', () => {
  const result = judge([{ ...all }, { ...all, percent: 5000 }, { ...all, level: 'product', targets: ['8'] }])
  expect(totals(result)).toEqual({ '1': 345, '2': 1725, '3': 50 })
})

test('a line has one discount on products: the one that saves most goes first', () => {
  const result = judge([
    { ...all, level: 'product', targets: ['7', '8'] },
    { ...all, level: 'product', targets: ['8'], percent: 9000 },
  ])
  expect(totals(result)).toEqual({ '1': 300, '2': 450 })
})
