import { z } from 'zod'
import { type Money, money, toCurrency } from '@/lib/money'
import type { Prisma } from '@/prisma/generated/client'
import { paymentsLeft } from './payments-left'
import { refundAmount } from './refund-amount'

/** Everything a page, a mail or the admin says about one order, in one read. */
export const orderInclude = {
  lines: {
    orderBy: { position: 'asc' },
    include: {
      refunds: { include: { refund: { select: { state: true } } } },
      shipments: { select: { quantity: true } },
      giftCards: {
        orderBy: { id: 'asc' },
        select: { id: true, lastCharacters: true, disabled: true, unsentCode: true },
      },
    },
  },
  discounts: { orderBy: { position: 'asc' }, include: { lines: true } },
  addresses: true,
  payments: { orderBy: { id: 'asc' } },
  attempts: { orderBy: { id: 'asc' } },
  refunds: { orderBy: { id: 'asc' } },
  shipments: { orderBy: { id: 'asc' } },
  giftCards: { orderBy: { id: 'asc' }, include: { giftCard: { select: { lastCharacters: true } } } },
  events: { orderBy: { id: 'asc' } },
  mails: { orderBy: { id: 'asc' }, select: { id: true, kind: true, state: true, sentAt: true } },
} as const satisfies Prisma.OrderInclude

type OrderRow = Prisma.OrderGetPayload<{ include: typeof orderInclude }>

const attributes = z.record(z.string(), z.string()).catch({})

export type OrderView = ReturnType<typeof toOrder>
export type OrderLineView = OrderView['lines'][number]

/** Row to view: string ids, Money, ISO times. */
export function toOrder(row: OrderRow) {
  const currency = toCurrency(row.currency)
  const amount = (minor: number): Money => money(minor, currency)
  const left = paymentsLeft(row.currency, row.payments, row.refunds)
  return {
    id: String(row.id),
    number: row.number,
    token: row.token,
    version: row.version,
    status: row.status,
    paymentStatus: row.paymentStatus,
    fulfilment: row.fulfilment,
    /** Whether anything of it is sent at all; a gift card goes by e-mail. */
    isSent: row.lines.some(({ requiresShipping }) => requiresShipping),
    disputed: row.disputed,
    review: row.review,
    livemode: row.livemode,
    email: row.email,
    phone: row.phone,
    countryCode: row.countryCode,
    note: row.note,
    attributes: attributes.parse(row.attributes),
    subtotal: amount(row.subtotal),
    discount: amount(row.discount),
    shipping: amount(row.shipping),
    shippingDiscount: amount(row.shippingDiscount),
    /** By the code that was given, else the title. On goods first, then on delivery. */
    discounts: row.discounts.map((discount) => ({
      id: String(discount.discountId),
      name: discount.code ?? discount.title,
      level: discount.level,
      amount: amount(discount.amount),
    })),
    shippingTitle: row.shippingTitle,
    deliveryDays:
      row.deliveryMinDays === null || row.deliveryMaxDays === null
        ? null
        : { min: row.deliveryMinDays, max: row.deliveryMaxDays },
    tax: amount(row.tax),
    taxName: row.taxName,
    taxBasisPoints: row.taxBasisPoints,
    total: amount(row.total),
    /** What cards pay of it, and are to pay of one that is not paid yet. */
    giftCards: row.giftCards
      .filter(({ state }) => state !== 'released')
      .map((hold) => ({
        id: String(hold.giftCardId),
        lastCharacters: hold.giftCard.lastCharacters,
        amount: amount(hold.amount),
      })),
    /** What Stripe charges. */
    due: amount(row.total - row.giftCardAmount),
    refunded: amount(sumOf(row.payments, 'refunded') - sumOf(row.payments, 'refund_failed')),
    /** What may still be refunded, after what is on its way. */
    refundable: amount(left.reduce((sum, payment) => sum + payment.left, 0)),
    /** The payments that hold it: at Stripe, newest first, then gift cards. */
    paymentsLeft: left.map((payment) => ({
      means: payment.means,
      /** The last characters of the gift card. */
      giftCard: giftCardOf(row, payment.paymentIntentId),
      left: amount(payment.left),
      paidAt: payment.paidAt.toISOString(),
    })),
    placedAt: row.placedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    lines: row.lines.map((line) => toLine(line, row.discounts, amount)),
    shippingAddress: addressOf(row, 'shipping'),
    billingAddress: addressOf(row, 'billing'),
    payments: row.payments.map((entry) => ({
      kind: entry.kind,
      stripeId: entry.stripeId,
      amount: money(entry.amount, toCurrency(entry.currency)),
      createdAt: entry.createdAt.toISOString(),
    })),
    attempts: row.attempts.map((attempt) => ({
      id: String(attempt.id),
      state: attempt.state,
      sessionId: attempt.sessionId,
      error: attempt.error,
      expiresAt: attempt.expiresAt.toISOString(),
      createdAt: attempt.createdAt.toISOString(),
    })),
    refunds: row.refunds.map((refund) => ({
      id: String(refund.id),
      /** The first refund of the same request, or itself. */
      request: String(refund.partOfId ?? refund.id),
      state: refund.state,
      amount: amount(refund.amount),
      /** The last characters of the gift card that it goes to. */
      giftCard: giftCardOf(row, refund.paymentIntentId),
      /** When it was paid what goes back. */
      paidAt: entryAt(row, ['captured', 'gift_card'], refund.paymentIntentId),
      /** When the books had it that the money went back. */
      refundedAt: entryAt(row, ['refunded'], refund.stripeId ?? `refund:${refund.id}`),
      reason: refund.reason,
      actor: refund.actor,
      error: refund.error,
      createdAt: refund.createdAt.toISOString(),
    })),
    shipments: row.shipments.map((shipment) => ({
      id: String(shipment.id),
      carrier: shipment.carrier,
      trackingNumber: shipment.trackingNumber,
      trackingUrl: shipment.trackingUrl,
      actor: shipment.actor,
      sentAt: shipment.sentAt.toISOString(),
    })),
    events: row.events.map((event) => ({
      kind: event.kind,
      message: event.message,
      actor: event.actor,
      createdAt: event.createdAt.toISOString(),
    })),
    mails: row.mails.map((mail) => ({
      id: String(mail.id),
      kind: mail.kind,
      state: mail.state,
      sentAt: mail.sentAt?.toISOString() ?? null,
    })),
  }
}

function toLine(
  line: OrderRow['lines'][number],
  discounts: OrderRow['discounts'],
  amount: (minor: number) => Money,
) {
  const refundedQuantity = line.refunds
    .filter(({ refund }) => refund.state !== 'failed' && refund.state !== 'cancelled')
    .reduce((sum, refund) => sum + refund.quantity, 0)
  const left = line.quantity - refundedQuantity
  return {
    id: String(line.id),
    productHandle: line.productHandle,
    title: line.title,
    variantTitle: line.variantTitle === 'Default Title' ? '' : line.variantTitle,
    sku: line.sku,
    drawing: line.drawing,
    quantity: line.quantity,
    unitPrice: amount(line.unitPrice),
    /** Before discounts. */
    subtotal: amount(line.total + line.discount),
    discount: amount(line.discount),
    /** Those on the line itself; a share in one on the order is only in `discount`. */
    discounts: discounts
      .filter(({ level }) => level === 'product')
      .flatMap(({ code, title, lines }) =>
        lines
          .filter(({ orderLineId }) => orderLineId === line.id)
          .map((share) => ({ name: code ?? title, amount: amount(share.amount) })),
      ),
    total: amount(line.total),
    tax: amount(line.tax),
    requiresShipping: line.requiresShipping,
    isGiftCard: line.isGiftCard,
    /** The cards it bought. */
    giftCards: line.giftCards.map((card) => ({
      id: String(card.id),
      lastCharacters: card.lastCharacters,
      disabled: card.disabled,
      unsent: card.unsentCode !== null,
    })),
    attributes: attributes.parse(line.attributes),
    articleTitle: line.articleTitle,
    shippedQuantity: line.shipments.reduce((sum, shipment) => sum + shipment.quantity, 0),
    refundedQuantity,
    /** What refunding all that is left of this line comes to. */
    refundable: amount(left > 0 ? refundAmount({ ...line, refundedQuantity }, left) : 0),
  }
}

function giftCardOf(row: OrderRow, payment: string): string | null {
  const hold = row.giftCards.find(({ id }) => payment === `gift_card_hold:${id}`)
  return hold?.giftCard.lastCharacters ?? null
}

function entryAt(
  row: OrderRow,
  kinds: OrderRow['payments'][number]['kind'][],
  stripeId: string,
): string | null {
  const entry = row.payments.find((one) => kinds.includes(one.kind) && one.stripeId === stripeId)
  return entry?.createdAt.toISOString() ?? null
}

function addressOf(row: OrderRow, kind: 'shipping' | 'billing') {
  const address = row.addresses.find((candidate) => candidate.kind === kind)
  if (!address) return null
  const { name, line1, line2, city, region, postcode, countryCode, phone } = address
  return { name, line1, line2, city, region, postcode, countryCode, phone }
}

function sumOf(entries: OrderRow['payments'], kind: OrderRow['payments'][number]['kind']): number {
  return entries.filter((entry) => entry.kind === kind).reduce((sum, entry) => sum + entry.amount, 0)
}
