import { randomUUID } from 'node:crypto'
import { db } from '@/lib/db'
import type { RefundRequest } from '@/lib/orders/request-refund'
import { type Stripe, stripe } from '@/lib/stripe'

// What tests about money that goes back ask for and look at.

type Order = { id: bigint; version: number; lines: { id: bigint }[] }

/** The form as the admin sends it for this order, which refunds nothing yet. */
export function refundForm(order: Order, change: Partial<RefundRequest> = {}): RefundRequest {
  const empty = { lines: [], reason: '', requestKey: randomUUID() }
  return { orderId: order.id, version: order.version, ...empty, ...change }
}

/** So many of an order's first line. */
export function units(order: Order, quantity: number, restock = false): RefundRequest['lines'] {
  return [{ lineId: order.lines[0]?.id ?? 0n, quantity, restock }]
}

export async function orderNow({ id }: Order) {
  return db().order.findUniqueOrThrow({ where: { id }, include: { lines: true } })
}

export async function refundsOf(order: Order) {
  return db().refund.findMany({ where: { orderId: order.id }, orderBy: { id: 'asc' } })
}

/** What Stripe gave back of an order's payments, the first payment's refunds first. */
export async function refundsAtStripe(order: Order): Promise<Stripe.Refund[]> {
  const payments = await db().paymentEntry.findMany({
    where: { orderId: order.id, kind: 'captured' },
    orderBy: { id: 'asc' },
  })
  const lists = payments.map(({ stripeId }) => stripe().refunds.list({ payment_intent: stripeId }))
  return (await Promise.all(lists)).flatMap(({ data }) => data)
}

/** How often an order is marked so for the admin. */
export async function marksOf(order: Order, kind: string): Promise<number> {
  return db().discrepancy.count({ where: { orderId: order.id, kind } })
}
