import { allocateByCost } from './allocate'
import { amountOffOrder, chooseDiscounts, type Plan } from './choose-discounts'
import { refuseDiscount } from './refuse-discount'
import {
  type Allocation,
  type DiscountableLine,
  type DiscountRefusal,
  type DiscountRule,
  grossOf,
} from './rules'

type Input = {
  /** Those that count: something of them is there, and it can be bought. */
  lines: readonly DiscountableLine[]
  /** As given, no two alike but for case. */
  codes: readonly string[]
  /** Automatic ones and those the codes lead to; of one discount more than once where several codes do. */
  rules: readonly DiscountRule[]
  /** What sending it costs, in minor units; null while that is not known. */
  shipping: number | null
  /** Something in it needs sending. */
  shippable: boolean
  /** Milliseconds since 1970. */
  now: number
}

export type GivenDiscount = { rule: DiscountRule; allocation: Allocation }

/** A code as given; `refusal` is null where it applies, or where only goods are missing from an empty cart. */
export type JudgedCode = {
  code: string
  applicable: boolean
  refusal: DiscountRefusal | null
  rule: DiscountRule | null
}

/**
 * What a cart's discounts come to. Those on products lower their lines; then those on the order are taken off what is
 * left, per cent each of the same sum, split over the lines by largest remainder; then delivery is free or not. Nothing
 * falls below zero, and the same input in another order gives the same result.
 * @returns `given` in that order, each with an amount, and each code with the reason where it does not apply
 */
export function evaluateDiscounts(input: Input): { given: GivenDiscount[]; codes: JudgedCode[] } {
  const rules = firstOfEach(input)
  const lines = [...input.lines].sort((a, b) => (a.id < b.id ? -1 : 1))
  const refusals = new Map(rules.map((rule) => [rule, refuseDiscount(rule, { ...input, lines })]))
  const possible = rules.filter((rule) => refusals.get(rule) === undefined)
  const plan = chooseDiscounts(possible, lines, input.shipping ?? 0)
  const chosen = new Set([...plan.product.map(({ rule }) => rule), ...plan.order, ...plan.shipping])
  const codes = input.codes.map((code): JudgedCode => {
    const found = input.rules.find((rule) => rule.code === code)
    if (!found) return { code, applicable: false, refusal: 'DISCOUNT_NOT_FOUND', rule: null }
    if (chosen.has(found)) return { code, applicable: true, refusal: null, rule: found }
    const refusal = refusals.has(found) ? refusals.get(found) : undefined
    return {
      code,
      applicable: false,
      refusal: refusal === undefined ? 'DISCOUNT_CODE_NOT_HONOURED' : refusal,
      rule: found,
    }
  })
  return {
    given: allocate(plan, lines, input.shipping ?? 0).filter(({ allocation }) => allocation.total > 0),
    codes,
  }
}

/** Two codes may lead to one discount: the first of them counts. */
function firstOfEach({ rules, codes }: Input): DiscountRule[] {
  const place = ({ code }: DiscountRule) => (code === null ? -1 : codes.indexOf(code))
  const seen = new Set<string>()
  return [...rules].sort((a, b) => place(a) - place(b)).filter(({ id }) => !seen.has(id) && seen.add(id))
}

function allocate(plan: Plan, lines: readonly DiscountableLine[], shipping: number): GivenDiscount[] {
  const left = new Map(lines.map((line) => [line.id, grossOf(line)]))
  const take = (allocation: Allocation) => {
    for (const [id, amount] of allocation.lines) left.set(id, (left.get(id) ?? 0) - amount)
  }
  const total = () => [...left.values()].reduce((all, amount) => all + amount, 0)
  for (const { allocation } of plan.product) take(allocation)
  const goods = total()
  const order = plan.order.map((rule) => {
    const amount = Math.min(total(), amountOffOrder(rule, goods))
    const allocation = allocateByCost(
      amount,
      [...left].map(([id, rest]) => ({ id, left: rest })),
    )
    take(allocation)
    return { rule, allocation }
  })
  const free = plan.shipping.map((rule) => ({ rule, allocation: { total: shipping, lines: new Map() } }))
  return [...plan.product, ...order, ...free]
}
