import { z } from 'zod'
import { dayInZone } from '@/lib/day-in-zone'
import { giftCardAdjustment } from '@/lib/gift-cards/adjust-gift-card'
import { giftCardForm } from '@/lib/gift-cards/issue-gift-card'
import { type Currency, parseDecimal } from '@/lib/money'

const amount = (currency: Currency) =>
  z
    .string()
    .trim()
    .max(40)
    .transform((text, context) => {
      const typed = parseDecimal(text, currency)
      if (typed) return typed.minor
      context.addIssue({ code: 'custom', message: 'Write digits and a point, like 50.00.' })
      return z.NEVER
    })

/** People say the last day on which a card can be used; it is over when that day is, where the shop is. */
const lastDay = (timeZone: string) =>
  z
    .union([z.literal(''), z.iso.date({ error: 'Write a day, like 2027-12-31.' })])
    .transform((day) => (day === '' ? null : dayInZone(dayAfter(day), timeZone)))

function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 1)
  return date.toISOString().slice(0, 10)
}

export function issueForm({ currency, timeZone }: { currency: Currency; timeZone: string }) {
  return giftCardForm.extend({
    amount: amount(currency).pipe(giftCardForm.shape.amount),
    expiresAt: lastDay(timeZone).pipe(giftCardForm.shape.expiresAt),
  })
}

export function adjustForm({ currency }: { currency: Currency }) {
  return giftCardAdjustment.extend({ balance: amount(currency).pipe(giftCardAdjustment.shape.balance) })
}
