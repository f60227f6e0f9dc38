import { type Currency, type Money, money } from '@/lib/money'

/** A way to send a parcel, priced for one cart. */
export type Rate = {
  id: string
  title: string
  price: Money
  /** Working days after dispatch. */
  minDays: number
  maxDays: number
  demo: boolean
}

/** A rate as the shop keeps it. Bounds are included; null is open. Grams and minor units. */
export type RateRule = {
  id: string
  title: string
  price: number
  minGrams: number | null
  maxGrams: number | null
  minSubtotal: number | null
  maxSubtotal: number | null
  /** Free from this subtotal on. */
  freeFrom: number | null
  minDays: number
  maxDays: number
  demo: boolean
}

/** What is in the parcel: only lines that need shipping weigh, but the whole cart counts for the subtotal. */
export type Parcel = { grams: number; subtotal: number }

/** The rates that fit a parcel, cheapest first; equal prices keep the shop's order. */
export function quote(rules: readonly RateRule[], parcel: Parcel, currency: Currency): Rate[] {
  return rules
    .filter(
      (rule) =>
        within(parcel.grams, rule.minGrams, rule.maxGrams) &&
        within(parcel.subtotal, rule.minSubtotal, rule.maxSubtotal),
    )
    .map(({ id, title, price, freeFrom, minDays, maxDays, demo }) => ({
      id,
      title,
      price: money(freeFrom !== null && parcel.subtotal >= freeFrom ? 0 : price, currency),
      minDays,
      maxDays,
      demo,
    }))
    .sort((a, b) => a.price.minor - b.price.minor)
}

function within(value: number, min: number | null, max: number | null): boolean {
  return (min === null || value >= min) && (max === null || value <= max)
}

/** The chosen rate while it fits, else the cheapest; null when none does. */
export function pickRate(rates: readonly Rate[], chosenId: string | null): Rate | null {
  return rates.find(({ id }) => id === chosenId) ?? rates[0] ?? null
}
