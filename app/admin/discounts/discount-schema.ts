import { z } from 'zod'
import type { DiscountDraft, Scope } from '@/lib/discounts/discount-draft'
import { type Currency, parseDecimal } from '@/lib/money'
import { firstDay, lastDay } from '../form-fields'

const mostMoney = 200_000_000

/** Empty is none. Minor units. */
const amount = (currency: Currency) =>
  z
    .string()
    .trim()
    .max(40)
    .default('')
    .transform((text, context) => {
      if (text === '') return null
      const typed = parseDecimal(text, currency)
      if (typed && typed.minor > 0 && typed.minor <= mostMoney) return typed.minor
      context.addIssue({ code: 'custom', message: 'Write digits and a point, like 5.00.' })
      return z.NEVER
    })

const count = z
  .string()
  .trim()
  .default('')
  .transform((text, context) => {
    if (text === '') return null
    if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text)
    context.addIssue({ code: 'custom', message: 'Write a whole number from 1 on.' })
    return z.NEVER
  })

/** "12.5" is 1250 basis points. */
const percent = z
  .string()
  .trim()
  .default('')
  .transform((text, context) => {
    if (text === '') return null
    const [, whole = '', part = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/.exec(text) ?? []
    const basisPoints = Number(whole + part.padEnd(2, '0'))
    if (whole !== '' && basisPoints > 0 && basisPoints <= 10_000) return basisPoints
    context.addIssue({ code: 'custom', message: 'Write a number from 0.01 to 100.' })
    return z.NEVER
  })

const yes = z.stringbool({ truthy: ['on'], falsy: ['off'] }).default(false)

/** `{ product: { 12: "on" } }`: a box for each. */
const boxes = z.record(z.string().regex(/^[1-9]\d{0,17}$/), z.string()).default({})
const scope = z
  .object({ product: boxes, collection: boxes })
  .prefault({})
  .transform(
    ({ product, collection }): Scope => ({
      products: Object.keys(product),
      collections: Object.keys(collection),
    }),
  )

/** Codes one a line, or with commas between; at most a hundred. */
const codes = z
  .string()
  .max(10_000)
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .pipe(z.array(z.string()).max(100, { error: 'One discount has at most 100 codes.' }))

export function discountForm({ currency, timeZone }: { currency: Currency; timeZone: string }) {
  return z
    .object({
      id: z
        .union([z.literal('').transform(() => null), z.coerce.bigint().positive()])
        .optional()
        .transform((id) => id ?? null),
      version: z.coerce.number().int().min(0).default(0),
      title: z
        .string()
        .trim()
        .min(1, { error: 'Write a name.' })
        .max(100, { error: 'Use at most 100 characters.' }),
      codes,
      kind: z.enum(['amount', 'percent', 'buy_x_get_y', 'free_shipping'], { error: 'Choose what it does.' }),
      level: z.enum(['order', 'product'], { error: 'Choose what it is for.' }).default('order'),
      amount: amount(currency),
      percent,
      buyQuantity: count,
      getQuantity: count,
      timesPerOrder: count,
      minSubtotal: amount(currency),
      minQuantity: count,
      usageLimit: count,
      oncePerCustomer: yes,
      combinesWithOrder: yes,
      combinesWithProduct: yes,
      combinesWithShipping: yes,
      demo: yes,
      targets: scope,
      buys: scope,
      startsAt: firstDay(timeZone),
      endsAt: lastDay(timeZone),
    })
    .transform(({ id, version, ...draft }) => ({ id, version, draft: draft satisfies DiscountDraft }))
}
