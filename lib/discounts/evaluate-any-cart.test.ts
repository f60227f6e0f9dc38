import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainRule } from '@/lib/testing/plain-rule'
import { evaluateDiscounts } from './evaluate-discounts'
import { type DiscountableLine, type DiscountRule, grossOf, sum } from './rules'

const line = (id: number) =>
  fc.record({
    id: fc.constant(`line-${id}`),
    productId: fc.constantFrom('7', '8', '9'),
    unitPrice: fc.nat(100_000),
    quantity: fc.integer({ min: 1, max: 20 }),
  })
const flags = {
  combinesWithOrder: fc.boolean(),
  combinesWithProduct: fc.boolean(),
  combinesWithShipping: fc.boolean(),
}
const some = fc.subarray(['7', '8', '9'])
const bounds = { minSubtotal: fc.option(fc.nat(50_000)), minQuantity: fc.option(fc.nat(10)) }
const percent = fc.integer({ min: 1, max: 10_000 })
const rule = fc.oneof(
  fc.record({
    ...flags,
    ...bounds,
    percent,
    level: fc.constantFrom('order' as const, 'product' as const),
    targets: some,
  }),
  fc.record({
    ...flags,
    ...bounds,
    amount: fc.nat(200_000),
    percent: fc.constant(null),
    kind: fc.constant('amount' as const),
    targets: some,
    level: fc.constantFrom('order' as const, 'product' as const),
  }),
  fc.record({
    ...flags,
    percent,
    kind: fc.constant('buy_x_get_y' as const),
    level: fc.constant('product' as const),
    targets: some,
    buys: some,
    buyQuantity: fc.integer({ min: 1, max: 3 }),
    getQuantity: fc.integer({ min: 1, max: 3 }),
    timesPerOrder: fc.option(fc.integer({ min: 1, max: 3 })),
  }),
  fc.record({
    ...flags,
    ...bounds,
    kind: fc.constant('free_shipping' as const),
    level: fc.constant('shipping' as const),
    percent: fc.constant(null),
  }),
)
const carts = fc.record({
  lines: fc
    .integer({ min: 0, max: 6 })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, id) => line(id)))),
  rules: fc.array(rule, { maxLength: 6 }).map((rules) =>
    rules.map((each, index): DiscountRule => {
      const id = String(index + 1)
      const targets = each.level === 'product' ? ((each as { targets?: string[] }).targets ?? null) : null
      return { ...plainRule, ...each, id, targets, code: index % 2 ? `CODE${id}` : null }
    }),
  ),
  shipping: fc.option(fc.nat(3_000)),
})
const run = ({
  lines,
  rules,
  shipping,
}: {
  lines: DiscountableLine[]
  rules: DiscountRule[]
  shipping: number | null
}) =>
  evaluateDiscounts({
    lines,
    rules,
    shipping,
    codes: rules.flatMap(({ code }) => code ?? []).sort(),
    shippable: shipping !== null,
    now: 1_000,
  })
const plainly = (result: ReturnType<typeof run>) => ({
  codes: result.codes.map(({ code, applicable, refusal }) => ({ code, applicable, refusal })),
  given: result.given.map(({ rule: { id }, allocation: { total, lines } }) => [id, total, [...lines].sort()]),
})
const saved = (result: ReturnType<typeof run>) => sum(result.given.map(({ allocation }) => allocation.total))

test('shares sum to the whole, and no line nor delivery falls below zero', () => {
  fc.assert(
    fc.property(carts, (cart) => {
      const { given } = run(cart)
      for (const {
        rule: { level },
        allocation,
      } of given) {
        expect(allocation.total).toBeGreaterThan(0)
        if (level === 'shipping') expect(allocation.total).toBe(cart.shipping)
        else expect(sum([...allocation.lines.values()])).toBe(allocation.total)
      }
      for (const each of cart.lines) {
        const off = sum(given.map(({ allocation }) => allocation.lines.get(each.id) ?? 0))
        expect(off).toBeGreaterThanOrEqual(0)
        expect(off).toBeLessThanOrEqual(grossOf(each))
      }
    }),
  )
})

test('the order in which lines and discounts come decides nothing', () => {
  fc.assert(
    fc.property(carts, (cart) => {
      const turned = { ...cart, lines: [...cart.lines].reverse(), rules: [...cart.rules].reverse() }
      expect(plainly(run(turned))).toEqual(plainly(run(cart)))
    }),
  )
})

test('what is given goes together, one on delivery, one on the products of a line', () => {
  const flag = {
    order: 'combinesWithOrder',
    product: 'combinesWithProduct',
    shipping: 'combinesWithShipping',
  } as const
  fc.assert(
    fc.property(carts, (cart) => {
      const { given } = run(cart)
      for (const { rule: one } of given)
        for (const { rule: other } of given) if (one !== other) expect(one[flag[other.level]]).toBe(true)
      expect(given.filter(({ rule: { level } }) => level === 'shipping').length).toBeLessThanOrEqual(1)
      const product = given.filter(({ rule: { level } }) => level === 'product')
      const ids = product.flatMap(({ allocation }) => [...allocation.lines.keys()])
      expect(new Set(ids).size).toBe(ids.length)
    }),
  )
})

test('another discount never makes a cart dearer, and no single one would save more', () => {
  fc.assert(
    fc.property(carts, (cart) => {
      const whole = saved(run(cart))
      for (const each of cart.rules) expect(saved(run({ ...cart, rules: [each] }))).toBeLessThanOrEqual(whole)
    }),
  )
})
