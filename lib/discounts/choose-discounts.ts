import { percentOf } from '@/lib/money'
import { allocateToLines } from './allocate'
import { type Allocation, type DiscountableLine, type DiscountRule, grossOf, sum } from './rules'

/** Discounts that go together; what those on products take off, and what all of them come to. Minor units. */
export type Plan = {
  product: { rule: DiscountRule; allocation: Allocation }[]
  order: DiscountRule[]
  shipping: DiscountRule[]
  saved: number
}

type Level = DiscountRule['level']
const levels = ['product', 'order', 'shipping'] as const

/**
 * The combination that saves most. Two discounts go together when each allows the other's level; on delivery there is
 * never more than one. So a level has none, one that may stand alone, or all that may stand beside their like: each of
 * these is tried, which is every combination worth trying. Ties go to the one with more discounts, then to the older
 * discounts. The order in which rules are given decides nothing.
 */
export function chooseDiscounts(
  rules: readonly DiscountRule[],
  lines: readonly DiscountableLine[],
  shipping: number,
): Plan {
  const subtotal = sum(lines.map(grossOf))
  const byAge = [...rules].sort((a, b) => Number(BigInt(a.id) - BigInt(b.id)))
  const solo = new Map(byAge.map((rule) => [rule.id, allocateToLines(rule, lines)]))
  let best: Plan = { product: [], order: [], shipping: [], saved: 0 }
  for (let bits = 0; bits < 2 ** levels.length; bits++) {
    const present = levels.filter((_, bit) => bits & (1 << bit))
    const choices = (level: Level) => groups(byAge, level, present)
    const free = choices('shipping')[0] ?? []
    for (const product of choices('product').map((group) => shareLines(group, lines, solo))) {
      const left = subtotal - sum(product.map(({ allocation }) => allocation.total))
      for (const order of choices('order')) {
        const off = Math.min(left, sum(order.map((rule) => amountOffOrder(rule, left))))
        const saved = subtotal - left + off + (free.length > 0 ? shipping : 0)
        const plan = { product, order, shipping: free, saved }
        if (isBetter(plan, best)) best = plan
      }
    }
  }
  return best
}

/** What a discount on the order takes off, when `goods` is what they come to after the discounts on products. */
export function amountOffOrder(rule: DiscountRule, goods: number): number {
  return rule.percent === null ? Math.min(rule.amount ?? 0, goods) : percentOf(goods, rule.percent)
}

/** What of a level may stand beside the levels that are present: each alone, and all together that allow their like. */
function groups(rules: readonly DiscountRule[], level: Level, present: readonly Level[]): DiscountRule[][] {
  if (!present.includes(level)) return [[]]
  const others = present.filter((other) => other !== level)
  const fitting = rules.filter((rule) => rule.level === level && others.every((other) => allows(rule, other)))
  const together = level === 'shipping' ? [] : fitting.filter((rule) => allows(rule, level))
  return [...fitting.map((rule) => [rule]), ...(together.length > 1 ? [together] : [])]
}

function allows(rule: DiscountRule, level: Level): boolean {
  if (level === 'order') return rule.combinesWithOrder
  return level === 'product' ? rule.combinesWithProduct : rule.combinesWithShipping
}

/** Several discounts on products: a line has one of them at most, and the one that saves most alone goes first. */
function shareLines(
  group: readonly DiscountRule[],
  lines: readonly DiscountableLine[],
  solo: ReadonlyMap<string, Allocation>,
): Plan['product'] {
  const alone = ({ id }: DiscountRule) => solo.get(id)?.total ?? 0
  const taken = new Set<string>()
  return [...group]
    .sort((a, b) => alone(b) - alone(a))
    .flatMap((rule) => {
      const open = lines.filter(({ id }) => !taken.has(id))
      const allocation = allocateToLines(rule, open)
      for (const id of allocation.lines.keys()) taken.add(id)
      return allocation.total > 0 ? [{ rule, allocation }] : []
    })
}

function isBetter(plan: Plan, best: Plan): boolean {
  if (plan.saved !== best.saved) return plan.saved > best.saved
  const [mine, theirs] = [idsOf(plan), idsOf(best)]
  if (mine.length !== theirs.length) return mine.length > theirs.length
  const at = mine.findIndex((id, index) => id !== theirs[index])
  return at >= 0 && (mine[at] ?? 0n) < (theirs[at] ?? 0n)
}

function idsOf({ product, order, shipping }: Plan): bigint[] {
  const rules = [...product.map(({ rule }) => rule), ...order, ...shipping]
  return rules.map(({ id }) => BigInt(id)).sort((a, b) => (a < b ? -1 : 1))
}
