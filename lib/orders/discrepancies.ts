import { audit } from '@/lib/auth/audit'
import type { Staff } from '@/lib/auth/staff'
import { db, type PrismaTx, prismaTransaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'

/** Where our books and Stripe's may differ; a person looks at each. */
export type DiscrepancyKind =
  | 'amount_mismatch'
  | 'double_payment'
  | 'late_payment'
  | 'oversold'
  | 'gift_card_short'
  | 'gift_cards_out'
  | 'gift_cards_withheld'
  | 'discount_used_up'
  | 'discount_used_again'
  | 'unknown_session'
  | 'wrong_mode'
  | 'parked_event'
  | 'refund_failed'
  | 'refund_mismatch'
  | 'disputed'

/** One open row a kind and subject: saying it again changes nothing. */
export async function reportDiscrepancy(
  tx: PrismaTx,
  kind: DiscrepancyKind,
  subject: string,
  detail: string,
  orderId?: bigint,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO discrepancy (kind, subject, detail, order_id)
    VALUES (${kind}, ${subject}, ${detail.slice(0, 2000)}, ${orderId ?? null})
    ON CONFLICT (kind, subject) WHERE resolved_at IS NULL DO NOTHING`
}

export type DiscrepancyView = {
  id: string
  kind: DiscrepancyKind
  subject: string
  detail: string
  orderId: string | null
  foundAt: string
}

/** The open ones, newest first, at most 200. */
export async function listDiscrepancies(): Promise<DiscrepancyView[]> {
  const rows = await db().discrepancy.findMany({
    where: { resolvedAt: null },
    orderBy: { id: 'desc' },
    take: 200,
  })
  return rows.map((row) => ({
    id: String(row.id),
    kind: row.kind as DiscrepancyKind,
    subject: row.subject,
    detail: row.detail,
    orderId: row.orderId === null ? null : String(row.orderId),
    foundAt: row.foundAt.toISOString(),
  }))
}

/** @throws DomainError NOT_FOUND when it is gone or somebody resolved it before */
export async function resolveDiscrepancy(staff: Staff, id: bigint, note: string): Promise<void> {
  await prismaTransaction(async (tx) => {
    const { count } = await tx.discrepancy.updateMany({
      where: { id, resolvedAt: null },
      data: { resolvedAt: new Date(), resolvedBy: staff.name },
    })
    if (count === 0) throw new DomainError('NOT_FOUND', 'Somebody has resolved this already.')
    await audit(tx, staff, {
      action: 'discrepancy.resolve',
      subject: 'discrepancy',
      subjectId: String(id),
      before: { state: 'open' },
      after: { state: 'resolved', note },
    })
  })
}
