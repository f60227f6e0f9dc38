import type { PrismaTx } from '@/lib/db'
import { commitGiftCards } from '@/lib/gift-cards/commit-gift-cards'
import { retakeGiftCards } from '@/lib/gift-cards/retake-gift-cards'
import { commitHolds } from '@/lib/inventory/commit-holds'
import { retakeStock } from '@/lib/inventory/retake-stock'
import { reportDiscrepancy } from './discrepancies'
import { type LockedOrder, lockOrder } from './lock-order'
import { mailBoughtCards } from './mail-bought-cards'
import { queueMail } from './queue-mail'
import { refreshPayment } from './refresh-payment'
import { saveCustomer } from './save-customer'
import { takeDiscounts } from './take-discounts'
import { addOrderEvent } from './timeline'

export type PostalAddress = {
  name: string
  line1: string
  line2: string
  city: string
  region: string
  postcode: string
  countryCode: string
  phone: string
}

export type Payment = {
  /** Payment intent, or `free:<order id>` where nothing was due. */
  stripeId: string
  /** Minor units, as Stripe charged them. */
  amount: number
  currency: string
  email: string
  phone: string
  shippingAddress: PostalAddress | null
  billingAddress: PostalAddress | null
}

/**
 * Money for an order arrived: ledger, stock, customer, addresses, mails in the caller's transaction. Called twenty
 * times with one payment it acts once. What doesn't fit (another amount, stock or discount gone, paid twice) keeps the order and
 * marks it for review; a person decides.
 * @returns whether this call was the one that placed the order
 */
export async function recordPayment(tx: PrismaTx, orderId: bigint, payment: Payment): Promise<boolean> {
  const order = await lockOrder(tx, orderId)
  const [entry] = await tx.$queryRaw<{ id: bigint }[]>`
    INSERT INTO payment_entry (order_id, kind, stripe_id, amount, currency)
    VALUES (${orderId}, 'captured', ${payment.stripeId}, ${payment.amount}, ${payment.currency})
    ON CONFLICT (kind, stripe_id) DO NOTHING RETURNING id`
  if (!entry) return false
  if (order.status === 'placed' || order.status === 'closed') {
    await flagSecondPayment(tx, order, payment)
    return false
  }
  await saveShopper(tx, orderId, payment)
  // In turn: whoever needs discounts, gift cards and stock takes them in this order, or two would wait for each other.
  const review = [
    ...new Set([
      ...(await checkAmount(tx, order, payment)),
      ...(await takeDiscounts(tx, order)),
      ...(await takeGiftCards(tx, order)),
      ...(await takeStock(tx, order)),
    ]),
  ]
  await tx.$executeRaw`
    UPDATE "order" SET status = 'placed', placed_at = now(), ended_at = NULL, review = ${review}::text[]
    WHERE id = ${orderId}`
  await refreshPayment(tx, orderId)
  await addOrderEvent(tx, orderId, 'placed', paidMessage(order, payment, review))
  await queueMail(tx, orderId, 'order_confirmation', payment.email)
  // What nobody is sure was paid for issues nothing that can be spent: `clearReview` does it then.
  if (review.length === 0) await mailBoughtCards(tx, orderId, payment.email)
  const shop = await tx.shop.findUniqueOrThrow({ where: { id: 1 }, select: { email: true } })
  await queueMail(tx, orderId, 'owner_notice', shop.email)
  return true
}

function paidMessage(order: LockedOrder, payment: Payment, review: string[]): string {
  const late = order.status === 'pending_payment' ? '' : ' after the checkout had ended'
  const byCard = payment.amount === 0 && order.gift_card_amount > 0
  const nothing = byCard
    ? 'Paid by gift card'
    : payment.amount === 0
      ? 'Placed; nothing was due'
      : `Paid (${payment.stripeId})`
  return `${nothing}${late}.${review.length > 0 ? ` Needs review: ${review.join(', ')}.` : ''}`
}

async function flagSecondPayment(tx: PrismaTx, order: LockedOrder, payment: Payment): Promise<void> {
  await tx.$executeRaw`
    UPDATE "order" SET review = array_append(array_remove(review, 'double_payment'), 'double_payment')
    WHERE id = ${order.id}`
  await refreshPayment(tx, order.id)
  await addOrderEvent(tx, order.id, 'double_payment', `A second payment arrived (${payment.stripeId}).`)
  await reportDiscrepancy(
    tx,
    'double_payment',
    payment.stripeId,
    `Order ${order.number} was already paid; a second payment arrived. Refund one of them.`,
    order.id,
  )
}

async function checkAmount(tx: PrismaTx, order: LockedOrder, payment: Payment): Promise<string[]> {
  const due = order.total - order.gift_card_amount
  if (payment.amount === due && payment.currency === order.currency) return []
  await reportDiscrepancy(
    tx,
    'amount_mismatch',
    payment.stripeId,
    `Order ${order.number} came to ${due} ${order.currency} (minor units), Stripe took ${payment.amount} ${payment.currency}.`,
    order.id,
  )
  return ['amount_mismatch']
}

/** What the cards promised is spent, and stands in the ledger beside what Stripe took. */
async function takeGiftCards(tx: PrismaTx, order: LockedOrder): Promise<string[]> {
  if (order.gift_card_amount === 0) return []
  if (order.status !== 'pending_payment' && !(await retakeGiftCards(tx, order.id))) {
    await reportDiscrepancy(
      tx,
      'gift_card_short',
      String(order.number),
      `Order ${order.number} was paid after its checkout had ended, and its gift card was used or disabled meanwhile: ${order.gift_card_amount} ${order.currency} (minor units) of it are not paid. Ask the shopper, or refund it.`,
      order.id,
    )
    return ['late_payment', 'gift_card_short']
  }
  for (const { holdId, amount } of await commitGiftCards(tx, order.id, `order ${order.number}`)) {
    await tx.$executeRaw`
      INSERT INTO payment_entry (order_id, kind, stripe_id, amount, currency)
      VALUES (${order.id}, 'gift_card', ${`gift_card_hold:${holdId}`}, ${amount}, ${order.currency})`
  }
  return []
}

async function takeStock(tx: PrismaTx, order: LockedOrder): Promise<string[]> {
  const late = order.status !== 'pending_payment'
  if (late && !(await retakeStock(tx, order.id))) {
    await reportDiscrepancy(
      tx,
      'oversold',
      String(order.number),
      `Order ${order.number} was paid after its checkout had ended, and its goods are sold. Refund it or restock.`,
      order.id,
    )
    return ['late_payment', 'oversold']
  }
  await commitHolds(tx, order.id, `order ${order.number}`)
  return []
}

async function saveShopper(tx: PrismaTx, orderId: bigint, payment: Payment): Promise<void> {
  const name = payment.shippingAddress?.name || payment.billingAddress?.name || ''
  const customer = await saveCustomer(tx, { name, email: payment.email, phone: payment.phone })
  await tx.$executeRaw`
    UPDATE "order" SET customer_id = ${customer.id}, email = ${payment.email}, phone = ${payment.phone}
    WHERE id = ${orderId}`
  for (const [kind, address] of [
    ['shipping', payment.shippingAddress],
    ['billing', payment.billingAddress],
  ] as const) {
    if (!address) continue
    await tx.orderAddress.upsert({
      where: { orderId_kind: { orderId, kind } },
      create: { orderId, kind, ...address },
      update: address,
      select: { id: true },
    })
  }
}
