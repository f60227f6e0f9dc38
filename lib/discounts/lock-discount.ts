import type { Tx } from '@/lib/db'
import { DomainError } from '@/lib/errors'

/**
 * Holds a discount for a change by staff, and everybody else who would use it.
 * @throws DomainError NOT_FOUND, CONFLICT when somebody changed it since the form was shown
 */
export async function lockDiscount(tx: Tx, input: { id: bigint; version: number }) {
  const [row] = await tx.$queryRaw<
    { id: bigint; version: number; uses: number; active: boolean; automatic: boolean }[]
  >`SELECT id, version, uses, active, automatic FROM discount WHERE id = ${input.id} FOR NO KEY UPDATE`
  if (!row) throw new DomainError('NOT_FOUND', 'This discount does not exist.')
  if (row.version !== input.version)
    throw new DomainError('CONFLICT', 'This discount was changed while you were editing.')
  return row
}
