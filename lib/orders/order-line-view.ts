import { z } from 'zod'
import { type Attributes, inOrder } from '@/lib/attributes'
import { useOfCard } from '@/lib/gift-cards/unused-cards'
import type { Money } from '@/lib/money'
import type { OrderRow } from './order-view'
import { refundAmount } from './refund-amount'

const attributes = z.record(z.string(), z.string()).catch({})

/** In the order in which they were given. */
export function readAttributes(row: { attributes: unknown; attributeKeys: string[] }): Attributes {
  return inOrder(attributes.parse(row.attributes), row.attributeKeys)
}

/** One line of an order; what was refunded counts from when it is asked for. */
export function toLine(
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
      ...useOfCard(card),
      unsent: card.unsentCode !== null,
    })),
    attributes: readAttributes(line),
    articleTitle: line.articleTitle,
    shippedQuantity: line.shipments.reduce((sum, shipment) => sum + shipment.quantity, 0),
    refundedQuantity,
    /** What refunding all that is left of this line comes to. */
    refundable: amount(left > 0 ? refundAmount({ ...line, refundedQuantity }, left) : 0),
  }
}
