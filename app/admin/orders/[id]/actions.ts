'use server'

import { z } from 'zod'
import { lastChange } from '@/lib/auth/audit'
import { recheckOrder } from '@/lib/checkout/recheck-order'
import { clearReview } from '@/lib/orders/clear-review'
import { markSent, shipmentForm } from '@/lib/orders/mark-sent'
import { getOrder } from '@/lib/orders/orders'
import { requestRefund } from '@/lib/orders/request-refund'
import { adminAction } from '../../admin-action'
import type { Conflict, FormState } from '../../form-state'
import { whenText } from '../../when'
import { refundForm } from './refund/refund-schema'

const orderId = z.coerce.bigint().positive()
const note = z.string().trim().min(1, { error: 'Write what you found.' }).max(500)

export async function sendOrder(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, form, {
    permission: 'orders',
    schema: shipmentForm,
    run: markSent,
    next: (input) => `/admin/orders/${input.orderId}?done=sent`,
    conflict: (input) => orderNow(input.orderId),
  })
}

export async function releaseOrder(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, form, {
    permission: 'orders',
    schema: z.object({ orderId, version: z.coerce.number().int().positive(), note }),
    run: clearReview,
    next: (input) => `/admin/orders/${input.orderId}?done=reviewed`,
    conflict: (input) => orderNow(input.orderId),
  })
}

export async function refundOrder(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, form, {
    permission: 'refunds',
    schema: refundForm,
    run: (staff, { first, ...input }) =>
      requestRefund(staff, { ...input, giftCardsFirst: first === 'gift_card' }),
    next: (input) => `/admin/orders/${input.orderId}?done=refund`,
  })
}

export async function checkAtStripe(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, form, {
    permission: 'orders',
    schema: z.object({ orderId }),
    run: (staff, input) => recheckOrder(staff, input.orderId),
    next: (input) => `/admin/orders/${input.orderId}?done=checked`,
  })
}

async function orderNow(id: bigint): Promise<Conflict | null> {
  const [order, last] = await Promise.all([getOrder(id), lastChange('order', String(id))])
  if (!order) return null
  return {
    hidden: { version: String(order.version) },
    ...(last && { by: { who: last.actor, when: `on ${await whenText(last.at)}` } }),
    now: {},
  }
}
