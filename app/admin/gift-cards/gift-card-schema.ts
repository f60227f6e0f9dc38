import { z } from 'zod'
import { giftCardAdjustment } from '@/lib/gift-cards/adjust-gift-card'
import { giftCardForm } from '@/lib/gift-cards/issue-gift-card'
import { type Currency, parseDecimal } from '@/lib/money'
import { lastDay } from '../form-fields'

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

export function issueForm({ currency, timeZone }: { currency: Currency; timeZone: string }) {
  return giftCardForm.extend({
    amount: amount(currency).pipe(giftCardForm.shape.amount),
    expiresAt: lastDay(timeZone).pipe(giftCardForm.shape.expiresAt),
  })
}

export function adjustForm({ currency }: { currency: Currency }) {
  return giftCardAdjustment.extend({ balance: amount(currency).pipe(giftCardAdjustment.shape.balance) })
}
