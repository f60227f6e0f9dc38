import { db } from '@/lib/db'

const pageSize = 50

export type MailRowView = Awaited<ReturnType<typeof listMail>>['mails'][number]

/** Every mail the shop wrote, newest first, fifty a page; `before` is the last id of the page above. */
export async function listMail(filter: { before?: bigint | undefined } = {}) {
  const rows = await db().mail.findMany({
    ...(filter.before && { where: { id: { lt: filter.before } } }),
    orderBy: { id: 'desc' },
    take: pageSize + 1,
    select: {
      id: true,
      orderId: true,
      kind: true,
      state: true,
      recipient: true,
      subject: true,
      error: true,
      createdAt: true,
      order: { select: { number: true } },
    },
  })
  const page = rows.slice(0, pageSize)
  return {
    mails: page.map(({ order, ...row }) => ({
      ...row,
      id: String(row.id),
      orderId: String(row.orderId),
      orderNumber: order.number,
      createdAt: row.createdAt.toISOString(),
    })),
    next: rows.length > pageSize ? String(page.at(-1)?.id) : null,
  }
}

/** One mail with its content. @returns null for an unknown id */
export async function getMail(id: bigint) {
  const row = await db().mail.findUnique({
    where: { id },
    include: { order: { select: { number: true } } },
  })
  if (!row) return null
  const { order, ...mail } = row
  return {
    ...mail,
    id: String(mail.id),
    orderId: String(mail.orderId),
    orderNumber: order.number,
    createdAt: mail.createdAt.toISOString(),
    sentAt: mail.sentAt?.toISOString() ?? null,
  }
}
