import { z } from 'zod'
import { idText } from '@/lib/catalog/product-edit'
import { stockAdjustment } from '@/lib/inventory/adjust-stock'

const pieces = z
  .string()
  .trim()
  .regex(/^\d{1,6}$/, { error: 'Write a whole number, like 12.' })
  .transform(Number)

/**
 * People say what happened and how many; the shelf needs a difference. A delivery adds, damage takes away, and a
 * count says how many there are now.
 */
export const stockForm = z
  .object({
    productId: idText,
    stockItemId: idText,
    onHand: z.coerce.number().int().min(0).max(1_000_000),
    kind: z.enum(['received', 'counted', 'damaged'], { error: 'Choose what happened.' }),
    pieces,
    reason: z.string(),
    requestKey: z.string(),
  })
  .transform((form, context) => {
    const { productId, pieces: many, ...rest } = form
    const delta = { received: many, counted: many - form.onHand, damaged: -many }[form.kind]
    if (delta === 0) {
      const message =
        form.kind === 'counted' ? 'That is what the shop has too: nothing to change.' : 'Write how many.'
      context.addIssue({ code: 'custom', path: ['pieces'], message })
      return z.NEVER
    }
    const adjustment = stockAdjustment.safeParse({ ...rest, delta })
    if (adjustment.success) return { productId, adjustment: adjustment.data }
    for (const issue of adjustment.error.issues) {
      const path = issue.path[0] === 'delta' ? ['pieces'] : issue.path
      context.addIssue({ code: 'custom', path, message: issue.message })
    }
    return z.NEVER
  })
