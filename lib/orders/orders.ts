import { z } from 'zod'
import { containing } from '@/lib/containing'
import { db } from '@/lib/db'
import { money, toCurrency } from '@/lib/money'
import { storable } from '@/lib/storable'
import type { Prisma } from '@/prisma/generated/client'
import { type OrderView, orderInclude, toOrder } from './order-view'

/** @returns null for an unknown id */
export async function getOrder(id: bigint): Promise<OrderView | null> {
  const row = await db().order.findUnique({ where: { id }, include: orderInclude })
  return row && toOrder(row)
}

/** For whoever holds the order's address. @returns null for a token that is unknown or not one */
export async function getOrderByToken(token: string): Promise<OrderView | null> {
  if (!/^[\w-]{22,64}$/.test(token)) return null
  const row = await db().order.findUnique({ where: { token }, include: orderInclude })
  return row && toOrder(row)
}

export const orderFilter = z.object({
  search: z
    .string()
    .max(200)
    .transform((text) => storable(text).trim())
    .catch(''),
  /** What needs doing, or a state. */
  show: z.enum(['all', 'to_send', 'review', 'unpaid', 'sent', 'refunded', 'ended']).catch('all'),
  /** Keyset: orders older than this id. */
  before: z.coerce.bigint().positive().optional().catch(undefined),
})

export type OrderFilter = z.infer<typeof orderFilter>

const conditions: Record<OrderFilter['show'], Prisma.OrderWhereInput> = {
  all: { status: { in: ['placed', 'closed'] } },
  to_send: {
    status: 'placed',
    fulfilment: { in: ['unfulfilled', 'partial'] },
    paymentStatus: { in: ['paid', 'partially_refunded'] },
    review: { isEmpty: true },
    lines: { some: { requiresShipping: true } },
  },
  review: { review: { isEmpty: false } },
  unpaid: { status: 'pending_payment' },
  sent: { fulfilment: 'fulfilled' },
  refunded: { paymentStatus: { in: ['refunded', 'partially_refunded'] } },
  ended: { status: { in: ['expired', 'cancelled'] } },
}

const pageSize = 50

export type OrderRowView = Awaited<ReturnType<typeof listOrders>>['orders'][number]

/** Newest first, fifty a page. Search finds number, e-mail and name. */
export async function listOrders(filter: OrderFilter) {
  const rows = await db().order.findMany({
    where: {
      AND: [
        conditions[filter.show],
        searchFor(filter.search),
        filter.before ? { id: { lt: filter.before } } : {},
      ],
    },
    orderBy: { id: 'desc' },
    take: pageSize + 1,
    select: {
      id: true,
      number: true,
      status: true,
      paymentStatus: true,
      fulfilment: true,
      review: true,
      email: true,
      currency: true,
      total: true,
      placedAt: true,
      createdAt: true,
      customer: { select: { name: true } },
      lines: { select: { quantity: true, requiresShipping: true } },
    },
  })
  const page = rows.slice(0, pageSize)
  return {
    orders: page.map((row) => ({
      id: String(row.id),
      number: row.number,
      status: row.status,
      paymentStatus: row.paymentStatus,
      fulfilment: row.fulfilment,
      review: row.review,
      email: row.email,
      name: row.customer?.name ?? '',
      total: money(row.total, toCurrency(row.currency)),
      /** Pieces, not lines. */
      itemCount: row.lines.reduce((sum, { quantity }) => sum + quantity, 0),
      /** Whether anything of it is sent at all; a gift card goes by e-mail. */
      isSent: row.lines.some(({ requiresShipping }) => requiresShipping),
      placedAt: row.placedAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    })),
    next: rows.length > pageSize ? String(page.at(-1)?.id) : null,
  }
}

function searchFor(search: string): Prisma.OrderWhereInput {
  if (search === '') return {}
  const number = /^#?(\d{1,9})$/.exec(search)?.[1]
  const text = containing(search)
  return {
    OR: [
      ...(number ? [{ number: Number(number) }] : []),
      { email: text },
      { customer: { name: text } },
      { lines: { some: { title: text } } },
    ],
  }
}

/** How many orders need what; for the admin's first page. */
export async function countOrders(): Promise<{ toSend: number; review: number }> {
  const [toSend, review] = await Promise.all([
    db().order.count({ where: conditions.to_send }),
    db().order.count({ where: conditions.review }),
  ])
  return { toSend, review }
}
