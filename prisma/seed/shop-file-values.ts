import { z } from 'zod'

// Values that several parts of the shop file hold.

/** Given, or the next free number in its list. */
export const id = z.int().min(1).max(1_000_000_000).optional()
/** Read by lib/money.ts, never as a float: `49`, `49.00` and `"49.00"` are the same price. */
export const price = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,7}(\.\d{1,3})?$/, { error: 'must be an amount like 49.00' }))
export const text = (longest: number) => z.string().trim().max(longest).default('')
export const count = (most: number) => z.int().min(0).max(most)
/** A day of the shop (2026-11-09), or a moment with its offset (2026-11-09T09:00:00+13:00). */
export const date = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: 'must be a day like 2026-11-09, or a moment like 2026-11-09T09:00:00+13:00',
})
