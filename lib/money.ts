/**
 * Money is an integer of minor units (cents) with its currency. The two field names make it impossible to
 * print cents as dollars by accident. All cent arithmetic and rounding of the shop lives in this file.
 */
export type Money = { minor: number; currency: Currency }

/** Digits after the point, ISO 4217. One table, used for printing, parsing and Stripe. */
const exponents = { NZD: 2, AUD: 2, USD: 2, EUR: 2, GBP: 2, JPY: 0, KWD: 3 } as const

export type Currency = keyof typeof exponents

export const currencies = Object.keys(exponents) as [Currency, ...Currency[]]

export function isCurrency(code: string): code is Currency {
  return Object.hasOwn(exponents, code)
}

/** @throws RangeError for a code the table does not hold */
export function toCurrency(code: string): Currency {
  if (!isCurrency(code)) throw new RangeError(`unknown currency ${code}`)
  return code
}

/** @throws RangeError when `minor` is not a safe integer */
export function money(minor: number, currency: Currency): Money {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`not an amount of money: ${minor}`)
  return { minor, currency }
}

export function zero(currency: Currency): Money {
  return { minor: 0, currency }
}

/** @throws RangeError when the currencies differ */
export function add(...amounts: [Money, ...Money[]]): Money {
  const [{ currency }] = amounts
  const sum = amounts.reduce((total, amount) => total + sameCurrency(amount, currency).minor, 0)
  return money(sum, currency)
}

/** @throws RangeError when the currencies differ */
export function subtract(from: Money, amount: Money): Money {
  return money(from.minor - sameCurrency(amount, from.currency).minor, from.currency)
}

export function multiply(amount: Money, quantity: number): Money {
  return money(amount.minor * quantity, amount.currency)
}

/** Amount × part ÷ whole, rounded half up, once: what 100 g cost of a pack of 150 g. `part` and `whole` are integers. */
export function proportion(amount: Money, part: number, whole: number): Money {
  return money(Math.floor((2 * amount.minor * part + whole) / (2 * whole)), amount.currency)
}

/** In minor units, as far as Stripe says (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). */
const leastCharges: Partial<Record<Currency, number>> = {
  NZD: 50,
  AUD: 50,
  USD: 50,
  EUR: 50,
  GBP: 30,
  JPY: 50,
}

/** The smallest amount that a card can pay. */
export function leastCharge(currency: Currency): Money {
  return money(leastCharges[currency] ?? 1, currency)
}

/** `basisPoints` of an amount in minor units, rounded half up, once: 1000 is 10 %. */
export function percentOf(minor: number, basisPoints: number): number {
  return Math.floor((2 * minor * basisPoints + 10_000) / 20_000)
}

function sameCurrency(amount: Money, currency: Currency): Money {
  if (amount.currency !== currency) throw new RangeError(`${amount.currency} is not ${currency}`)
  return amount
}

/**
 * Tax contained in a gross amount, in minor units, rounded half up, once.
 * `rateBasisPoints`: 1500 is 15 %. GST Act 1985 s 2: the tax fraction of 15 % is 3/23.
 */
export function taxContained(grossMinor: number, rateBasisPoints: number): number {
  const numerator = grossMinor * rateBasisPoints
  const denominator = 10_000 + rateBasisPoints
  return Math.sign(numerator) * Math.floor((2 * Math.abs(numerator) + denominator) / (2 * denominator))
}

/**
 * Splits `totalMinor` by weights; the parts always sum to the whole. What is left after rounding down goes to
 * the largest fractions, ties to the earlier part. Weights that are all zero share equally.
 * @throws RangeError for no parts, a negative weight or a total that is not a safe integer
 */
export function split(totalMinor: number, weights: readonly number[]): number[] {
  if (weights.length === 0) throw new RangeError('nothing to split over')
  if (weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0))
    throw new RangeError('weights are integers from 0')
  if (!Number.isSafeInteger(totalMinor)) throw new RangeError('not an amount of money')
  const given = weights.reduce((sum, weight) => sum + weight, 0)
  const shares = (given > 0 ? weights : weights.map(() => 1)).map(BigInt)
  const whole = BigInt(given > 0 ? given : weights.length)
  const size = BigInt(Math.abs(totalMinor))
  const parts = shares.map((share) => (size * share) / whole)
  const rests = shares.map((share, index) => ({ index, rest: (size * share) % whole }))
  let left = size - parts.reduce((sum, part) => sum + part, 0n)
  for (const { index } of rests.sort((a, b) =>
    a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1,
  )) {
    if (left === 0n) break
    parts[index] = (parts[index] ?? 0n) + 1n
    left -= 1n
  }
  return parts.map((part) => Number(part) * Math.sign(totalMinor) || 0)
}

/** An amount that came as a number, such as a bound of a price filter; to the nearest minor unit. */
export function fromNumber(amount: number, currency: Currency): Money {
  return money(Math.round(amount * 10 ** exponents[currency]), currency)
}

/** The same, for JSON that wants a number. */
export function toNumber({ minor, currency }: Money): number {
  return minor / 10 ** exponents[currency]
}

/** "49.00": digits and point only, for data attributes, JSON-LD and forms. */
export function toDecimal({ minor, currency }: Money): string {
  const digits = exponents[currency]
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const sign = minor < 0 ? '-' : ''
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/**
 * Reads what a person typed into a price field: "49", "49.5", "$1,249.00". Never through a float.
 * @returns undefined when it is not an amount, has too many decimals or is absurdly large
 */
export function parseDecimal(text: string, currency: Currency): Money | undefined {
  const digits = exponents[currency]
  const match = /^\$?\s*(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(\d+))?$/.exec(text.trim())
  const [, whole, fraction = ''] = match ?? []
  if (whole === undefined || fraction.length > digits) return undefined
  return money(Number(whole.replaceAll(',', '') + fraction.padEnd(digits, '0')), currency)
}

/** "$49.00" for the shop's own currency, "A$49.00" for another: what a person in New Zealand reads. */
export function formatMoney(amount: Money): string {
  const digits = exponents[amount.currency]
  return new Intl.NumberFormat('en-NZ', {
    style: 'currency',
    currency: amount.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(toDecimal(amount) as `${number}`)
}
