import { z } from 'zod'
import { type Currency, type Money, parseDecimal } from '@/lib/money'
import { largestPrice } from './price-rules'

export const idText = z.string().regex(/^[1-9]\d{0,17}$/)

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: `Use at most ${max} characters.` })
    .refine((text) => !/[\r\n]/.test(text), { error: 'Write it on one line.' })

/** For search engines, who know no line ends. Empty is none: the product's own words stand in. */
const forSearch = (max: number) =>
  z
    .string()
    .transform((text) => text.replace(/\s+/g, ' ').trim())
    .pipe(z.string().max(max, { error: `Use at most ${max} characters.` }))
    .transform((text) => text || null)

/** What the edit panel sends, read with the shop's currency. An empty price stays "no price". */
export function productEdit(currency: Currency) {
  const amount = z.string().max(40, { error: 'That is too long for a price.' }).transform(priceFrom(currency))
  return z.object({
    id: idText,
    version: z.coerce.number().int().positive(),
    title: line(200).min(1, { error: 'Write the name that the shop shows.' }),
    subtitle: line(200),
    description: z.string().max(20_000, { error: 'Use at most 20,000 characters.' }).trim(),
    seoTitle: forSearch(200),
    seoDescription: forSearch(400),
    labelConfirmed: z.stringbool().default(false),
    /** See `refuseAsGiftCard`. */
    isGiftCard: z.stringbool().default(false),
    valuesConfirmed: z.stringbool().default(false),
    prices: z.record(idText, z.object({ price: amount, compareAtPrice: amount })).default({}),
    /** The person has looked twice at a price that is unlike the one before. */
    unusualPrices: z.stringbool().default(false),
  })
}

export type ProductEdit = z.output<ReturnType<typeof productEdit>>

function priceFrom(currency: Currency) {
  return (text: string, context: z.RefinementCtx): Money | null => {
    const typed = text.trim()
    if (typed === '') return null
    const parsed = parseDecimal(typed, currency)
    if (parsed && parsed.minor <= largestPrice) return parsed
    context.addIssue({ code: 'custom', message: priceProblem(typed, parsed !== undefined) })
    return z.NEVER
  }
}

function priceProblem(typed: string, tooMuch: boolean): string {
  if (tooMuch) return 'That is more than one payment can take. Check the digits.'
  if (typed.startsWith('-')) return 'A price can’t be below nothing.'
  const comma = /^\$?\s*(\d+),(\d{1,2})$/.exec(typed)
  if (comma) return `Write it with a point: ${comma[1]}.${comma[2]?.padEnd(2, '0')}`
  return 'Write digits and a point, like 49.00.'
}
