import { z } from 'zod'
import { audit } from '@/lib/auth/audit'
import type { Staff } from '@/lib/auth/staff'
import { transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { expireStockWords, type Seller, sellers } from './stock-words'

export const stockAdjustment = z.object({
  stockItemId: z.coerce.bigint().positive(),
  /** What the person saw on hand: a change in between refuses the adjustment. */
  onHand: z.coerce.number().int().min(0).max(1_000_000),
  delta: z.coerce
    .number({ error: 'Write a whole number, like 12 or -3.' })
    .int({ error: 'Write a whole number, like 12 or -3.' })
    .min(-1_000_000)
    .max(1_000_000)
    .refine((delta) => delta !== 0, { error: 'Nothing would change. Write how many more or fewer.' }),
  kind: z.enum(['received', 'counted', 'damaged', 'returned']),
  reason: z.string().trim().min(1, { error: 'Say why, so that others understand the change.' }).max(500),
  /** Made once per form, so that a double click adjusts once. */
  requestKey: z.uuid(),
})

export type StockAdjustment = z.infer<typeof stockAdjustment>

type Item = { on_hand: number; reserved: number; sku: string; done: boolean; sellers: Seller[] }

/**
 * A person's correction of the shelf.
 * @throws DomainError NOT_FOUND, CONFLICT (another change came first), INVALID (below zero or below what is promised)
 */
export async function adjustStock(staff: Staff, input: StockAdjustment): Promise<void> {
  await transaction(async (tx) => {
    const [item] = await tx.$queryRaw<Item[]>`
      SELECT on_hand, reserved, sku, ${sellers} AS sellers, EXISTS (
        SELECT 1 FROM stock_move WHERE stock_item_id = stock.id AND reference = ${`staff:${input.requestKey}`}
      ) AS done
      FROM stock_item stock WHERE id = ${input.stockItemId} FOR NO KEY UPDATE`
    if (!item) throw new DomainError('NOT_FOUND', 'This stock item no longer exists.')
    if (item.done) return
    if (item.on_hand !== input.onHand) {
      throw new DomainError(
        'CONFLICT',
        `The stock changed meanwhile: ${item.on_hand} on hand now. Look again, then adjust.`,
        'delta',
      )
    }
    const onHand = item.on_hand + input.delta
    if (onHand < item.reserved) {
      throw new DomainError(
        'INVALID',
        item.reserved > 0
          ? `${item.reserved} are promised to orders being paid, so on hand can't fall below that.`
          : 'There can’t be fewer than none.',
        'delta',
      )
    }
    await tx.$executeRaw`
      WITH move AS (
        INSERT INTO stock_move (stock_item_id, kind, delta, reference, reason, actor)
        VALUES (${input.stockItemId}, ${input.kind}::stock_move_kind, ${input.delta},
          ${`staff:${input.requestKey}`}, ${input.reason}, ${staff.name})
      )
      UPDATE stock_item SET on_hand = ${onHand}, updated_at = now() WHERE id = ${input.stockItemId}`
    await audit(tx, staff, {
      action: `stock.${input.kind}`,
      subject: 'stock_item',
      subjectId: String(input.stockItemId),
      before: { sku: item.sku, onHand: item.on_hand },
      after: { sku: item.sku, onHand, reason: input.reason },
    })
    await expireStockWords(tx, [
      {
        before: item.on_hand - item.reserved,
        after: onHand - item.reserved,
        sellers: item.sellers,
      },
    ])
  })
}
