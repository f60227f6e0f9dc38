import { type Money, money, toCurrency } from '@/lib/money'
import type { Prisma } from '@/prisma/generated/client'
import { readAttributes, toLine } from './order-line-view'
import { paymentsLeft } from './payments-left'
import { stripeDashboard } from './stripe-dashboard'

/** Everything a page, a mail or the admin says about one order, in one read. */
export const orderInclude = {
  lines: {
    orderBy: { position: 'asc' },
    include: {
      refunds: { include: { refund: { select: { state: true } } } },
      shipments: { select: { quantity: true } },
      giftCards: {
        orderBy: { id: 'asc' },
        select: {
          id: true,
          lastCharacters: true,
          disabled: true,
          reserved: true,
          balance: true,
          initialAmount: true,
          withdrawnBy: true,
          unsentCode: true,
        },
      },
    },
  },
  discounts: { orderBy: { position: 'asc' }, include: { lines: true } },
  addresses: true,
  payments: { orderBy: { id: 'asc' } },
  attempts: { orderBy: { id: 'asc' } },
  refunds: { orderBy: { id: 'asc' } },
  shipments: { orderBy: { id: 'asc' } },
  giftCards: {
    orderBy: { id: 'asc' },
    include: {
      giftCard: {
        select: { lastCharacters: true, balance: true, reserved: true, disabled: true, expiresAt: true },
      },
    },
  },
  events: { orderBy: { id: 'asc' } },
  mails: { orderBy: { id: 'asc' }, select: { id: true, kind: true, state: true, sentAt: true } },
} as const satisfies Prisma.OrderInclude

export type OrderRow = Prisma.OrderGetPayload<{ include: typeof orderInclude }>

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
    /** Said of all of it, over the Storefront API or by a link. */
    attributes: readAttributes(row),
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
        /** What can be spent of it now, whatever else used it; null where it can't be spent any more. */
        left: isSpendable(hold.giftCard) ? amount(hold.giftCard.balance - hold.giftCard.reserved) : null,
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
      /** When the books had it that the money went back. */
      refundedAt: refundedAt(row, refund.stripeId ?? `refund:${refund.id}`),
      reason: refund.reason,
      actor: refund.actor,
      /** Made in Stripe's dashboard, not here. */
      adopted: refund.actor === stripeDashboard,
      error: refund.error,
      /** A mail tells the shopper that it failed, since another had told of it. Mails may be read a moment later. */
      failureTold:
        (refund.state === 'failed' || refund.state === 'cancelled') &&
        row.mails.some(({ kind }) => kind === `refund_failed:${refund.id}`),
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

function isSpendable({ disabled, expiresAt }: OrderRow['giftCards'][number]['giftCard']): boolean {
  return !disabled && (expiresAt === null || expiresAt > new Date())
}

function giftCardOf(row: OrderRow, payment: string): string | null {
  const hold = row.giftCards.find(({ id }) => payment === `gift_card_hold:${id}`)
  return hold?.giftCard.lastCharacters ?? null
}

function refundedAt({ payments }: OrderRow, stripeId: string): string | null {
  const entry = payments.find((one) => one.kind === 'refunded' && one.stripeId === stripeId)
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
