import { z } from 'zod'
import { audit } from '@/lib/auth/audit'
import type { Staff } from '@/lib/auth/staff'
import { prismaTransaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { lockOrder, refuseStale } from './lock-order'
import { queueMail } from './queue-mail'
import { addOrderEvent } from './timeline'

export const shipmentForm = z.object({
  orderId: z.coerce.bigint().positive(),
  version: z.coerce.number().int().positive(),
  carrier: z.string().trim().max(80).default(''),
  trackingNumber: z.string().trim().max(80).default(''),
  trackingUrl: z
    .string()
    .trim()
    .max(500)
    .refine((text) => text === '' || (URL.canParse(text) && new URL(text).protocol === 'https:'), {
      error: 'Write the whole address, starting with https://.',
    })
    .default(''),
})

export type ShipmentForm = z.infer<typeof shipmentForm>

type Line = { id: bigint; left: number }

/**
 * Says that everything still to send is on its way, and tells the shopper.
 * @returns the shipment's id
 * @throws DomainError CONFLICT (the order changed), INVALID (not paid, needs review first, nothing left to send)
 */
export async function markSent(staff: Staff, input: ShipmentForm): Promise<bigint> {
  return prismaTransaction(async (tx) => {
    const order = await lockOrder(tx, input.orderId)
    refuseStale(order, input.version)
    if (order.status !== 'placed' || !['paid', 'partially_refunded'].includes(order.payment_status)) {
      throw new DomainError('INVALID', 'Only a paid order can be sent.')
    }
    if (order.review.length > 0) {
      throw new DomainError('INVALID', 'This order needs a look first: see what is marked above.')
    }
    const lines = await tx.$queryRaw<Line[]>`
      SELECT line.id, (line.quantity
        - COALESCE((SELECT sum(quantity) FROM shipment_line WHERE order_line_id = line.id), 0)
        - COALESCE((SELECT sum(refund_line.quantity) FROM refund_line JOIN refund ON refund.id = refund_line.refund_id
            WHERE order_line_id = line.id AND refund.state NOT IN ('failed', 'cancelled')), 0))::int AS left
      FROM order_line line WHERE order_id = ${order.id} AND requires_shipping`
    const rest = lines.filter((line) => line.left > 0)
    if (rest.length === 0) throw new DomainError('INVALID', 'Nothing of this order is left to send.')
    const { carrier, trackingNumber, trackingUrl } = input
    const shipment = await tx.shipment.create({
      data: {
        orderId: order.id,
        carrier,
        trackingNumber,
        trackingUrl,
        actor: staff.name,
        lines: { create: rest.map((line) => ({ orderLineId: line.id, quantity: line.left })) },
      },
      select: { id: true },
    })
    await tx.$executeRaw`
      UPDATE "order" SET fulfilment = 'fulfilled', version = version + 1, updated_at = now() WHERE id = ${order.id}`
    const tracking = [carrier, trackingNumber].filter(Boolean).join(' ')
    await addOrderEvent(tx, order.id, 'sent', `Sent${tracking ? ` with ${tracking}` : ''}.`, staff.name)
    await audit(tx, staff, {
      action: 'order.sent',
      subject: 'order',
      subjectId: String(order.id),
      before: { fulfilment: order.fulfilment },
      after: { fulfilment: 'fulfilled', carrier, trackingNumber, trackingUrl },
    })
    if (order.email) await queueMail(tx, order.id, `shipment:${shipment.id}`, order.email)
    return shipment.id
  })
}
