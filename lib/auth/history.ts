import { z } from 'zod'
import { db } from '@/lib/db'
import { changesBetween } from './changes'

const pageSize = 50

export const historyFilter = z.object({
  subject: z.string().max(50).optional().catch(undefined),
  id: z.string().max(50).optional().catch(undefined),
  /** Keyset: entries older than this one. */
  before: z.coerce.bigint().positive().optional().catch(undefined),
})

export type HistoryEntry = Awaited<ReturnType<typeof listHistory>>['entries'][number]

/** Who changed what, newest first, fifty a page; of everything, of a kind of thing, or of one thing. */
export async function listHistory(filter: z.infer<typeof historyFilter>) {
  const { subject, id, before } = filter
  const rows = await db().auditLog.findMany({
    where: {
      ...(subject && { subject }),
      ...(subject && id && { subjectId: id }),
      ...(before && { id: { lt: before } }),
    },
    orderBy: { id: 'desc' },
    take: pageSize + 1,
  })
  const page = rows.slice(0, pageSize)
  return {
    entries: page.map((row) => ({
      id: String(row.id),
      actor: row.actor,
      action: row.action,
      subject: row.subject,
      subjectId: row.subjectId,
      at: row.createdAt.toISOString(),
      changes: changesBetween(json.parse(row.before), json.parse(row.after)),
    })),
    next: rows.length > pageSize ? String(page.at(-1)?.id) : null,
  }
}

const json = z.json()
