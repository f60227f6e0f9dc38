import { percentOf, split } from '@/lib/money'
import { type Allocation, type DiscountableLine, type DiscountRule, entitled, grossOf, sum } from './rules'

/**
 * What a discount on products takes off these lines when it is the only one. Per cent are rounded once a line; an
 * amount is split over its lines by what they cost.
 */
export function allocateToLines(rule: DiscountRule, lines: readonly DiscountableLine[]): Allocation {
  const own = entitled(rule, lines)
  const percent = rule.percent ?? 0
  if (rule.kind === 'percent')
    return collect(
      own,
      own.map((line) => percentOf(grossOf(line), percent)),
    )
  if (rule.kind === 'amount') {
    const amount = Math.min(rule.amount ?? 0, sum(own.map(grossOf)))
    return allocateByCost(
      amount,
      own.map((line) => ({ id: line.id, left: grossOf(line) })),
    )
  }
  const given = unitsGiven(rule, lines)
  return collect(
    own,
    own.map((line) => percentOf(line.unitPrice * (given.get(line.id) ?? 0), percent)),
  )
}

/** An amount, no more than what is left of the lines together, split over them by that. */
export function allocateByCost(amount: number, lines: readonly { id: string; left: number }[]): Allocation {
  if (amount === 0) return { total: 0, lines: new Map() }
  return collect(
    lines,
    split(
      amount,
      lines.map(({ left }) => left),
    ),
  )
}

function collect(lines: readonly { id: string }[], amounts: number[]): Allocation {
  const shares = lines.flatMap(({ id }, index) => {
    const amount = amounts[index] ?? 0
    return amount > 0 ? [[id, amount] as const] : []
  })
  return { total: sum(amounts), lines: new Map(shares) }
}

/**
 * Of "buy X get Y": how many units of each line are the Y. Whole sets only; nothing counts as bought and given at
 * once; given are the cheapest of what may be. A unit that may only be given is taken before one of the same price
 * that could also be bought.
 */
function unitsGiven(rule: DiscountRule, lines: readonly DiscountableLine[]): Map<string, number> {
  const targets = entitled(rule, lines)
  const isBought = ({ productId }: DiscountableLine) => rule.buys.includes(productId)
  const bought = lines.filter(isBought)
  const count = (some: readonly DiscountableLine[]) => sum(some.map(({ quantity }) => quantity))
  const [x, y] = [rule.buyQuantity ?? 1, rule.getQuantity ?? 1]
  const either = count(bought) + count(targets.filter((line) => !isBought(line)))
  const sets = Math.min(
    Math.floor(count(bought) / x),
    Math.floor(count(targets) / y),
    Math.floor(either / (x + y)),
    rule.timesPerOrder ?? Number.POSITIVE_INFINITY,
  )
  let open = sets * y
  /** So many of what was bought are not needed for the X. */
  let spare = count(bought) - sets * x
  const given = new Map<string, number>()
  const cheapestFirst = [...targets].sort(
    (a, b) => a.unitPrice - b.unitPrice || Number(isBought(a)) - Number(isBought(b)),
  )
  for (const line of cheapestFirst) {
    const units = Math.min(line.quantity, open, isBought(line) ? spare : line.quantity)
    if (isBought(line)) spare -= units
    open -= units
    given.set(line.id, units)
  }
  return given
}
