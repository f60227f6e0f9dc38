import { db, type Tx } from '@/lib/db'
import type { Staff } from './staff'

type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain }

/** What a person did. `before` and `after` hold whole values; what differs is worked out when it is read. */
export type AuditEntry = {
  /** "product.saved": the noun and what happened to it. */
  action: string
  subject: string
  subjectId: string
  before?: { [key: string]: Plain } | null
  after?: { [key: string]: Plain } | null
}

/** Writes the row in the transaction of the change itself: neither exists without the other. */
export async function audit(tx: Tx, staff: Staff, entry: AuditEntry): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO audit_log (staff_id, actor, action, subject, subject_id, before, after)
    VALUES (${staff.id}, ${staff.name}, ${entry.action}, ${entry.subject}, ${entry.subjectId},
      ${toJson(entry.before)}::jsonb, ${toJson(entry.after)}::jsonb)`
}

function toJson(values: AuditEntry['before']): string | null {
  return values ? JSON.stringify(values) : null
}

export type LastChange = { actor: string; action: string; at: string }

/** Who changed a thing last, for "changed by … while you were editing". */
export async function lastChange(subject: string, subjectId: string): Promise<LastChange | null> {
  const row = await db().auditLog.findFirst({
    where: { subject, subjectId },
    orderBy: { id: 'desc' },
    select: { actor: true, action: true, createdAt: true },
  })
  return row && { actor: row.actor, action: row.action, at: row.createdAt.toISOString() }
}
