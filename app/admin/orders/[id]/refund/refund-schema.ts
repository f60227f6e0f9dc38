import { z } from 'zod'
import { idText } from '@/lib/catalog/product-edit'
import { type Currency, parseDecimal } from '@/lib/money'
import { refundRequest } from '@/lib/orders/request-refund'

const quantity = z
  .string()
  .trim()
  .regex(/^\d{0,6}$/, { error: 'Write a whole number.' })
  .transform(Number)

const chosenLines = z
  .record(idText, z.object({ quantity, restock: z.stringbool().default(false) }))
  .default({})
  .transform((lines) =>
    Object.entries(lines)
      .filter(([, line]) => line.quantity > 0)
      .map(([lineId, line]) => ({ lineId, ...line })),
  )

/** Where the money goes first, where an order was paid both ways. */
const first = z.enum(['gift_card', '']).catch('')

const reason = z.string().trim().max(500).default('')

/** The first step, in the page's address: how many of each line, and an amount where it is to be another one. */
export function refundChoice(currency: Currency) {
  return z.object({
    lines: chosenLines,
    reason,
    first,
    amount: z
      .string()
      .trim()
      .max(40)
      .default('')
      .transform((text, context) => {
        if (text === '') return undefined
        const amount = parseDecimal(text, currency)
        if (amount) return amount.minor
        context.addIssue({ code: 'custom', message: 'Write digits and a point, like 49.00.' })
        return z.NEVER
      }),
  })
}

/** The second step: the amount that was shown, in minor units, so that this and nothing else happens. */
export const refundForm = refundRequest.omit({ giftCardsFirst: true }).extend({
  first,
  lines: chosenLines.transform((lines) => lines.map((line) => ({ ...line, lineId: BigInt(line.lineId) }))),
  amount: z.coerce.number().int().positive().max(2_000_000_000),
})
