import { Price } from '@/components/price'
import { add, formatMoney, type Money } from '@/lib/money'
import type { OrderLineView, OrderView } from '@/lib/orders/order-view'
import { TableHead } from '../../table-head'

/** What was bought and what it came to, as it was frozen when the shopper went to pay. */
export function OrderItems({ order }: { order: OrderView }) {
  const sums: { term: string; amount: Money; shown: boolean; off?: boolean }[] = [
    { term: 'Items', amount: order.subtotal, shown: true },
    ...discounts(order, false),
    {
      term: `Delivery${order.shippingTitle ? `, ${order.shippingTitle}` : ''}`,
      amount: add(order.shipping, order.shippingDiscount),
      shown: true,
    },
    ...discounts(order, true),
    { term: `Total, ${order.total.currency}`, amount: order.total, shown: true },
    ...order.giftCards.map((card) => ({
      term: `By gift card ••••${card.lastCharacters}`,
      amount: card.amount,
      shown: true,
    })),
    { term: `${order.taxName} in it`, amount: order.tax, shown: true },
    { term: 'Refunded', amount: order.refunded, shown: order.refunded.minor > 0 },
  ]
  return (
    <section aria-labelledby="items">
      <h2 id="items">Items</h2>
      <table>
        <TableHead columns={{ Item: '', Code: 'wide', Each: 'n', Total: 'n' }} />
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.id}>
              <th scope="row">
                {line.quantity} × {line.title}
                {line.variantTitle ? `, ${line.variantTitle}` : ''}
                <LineNotes line={line} />
              </th>
              <td className="wide code">{line.sku}</td>
              <td className="n">
                <Price amount={line.unitPrice} />
              </td>
              <td className="n">
                <Price amount={line.subtotal} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {sums
            .filter(({ shown }) => shown)
            .map(({ term, amount, off }) => (
              <tr key={term}>
                <th scope="row" colSpan={2}>
                  {term}
                </th>
                <td className="wide" />
                <td className="n">
                  {off ? '−' : ''}
                  <Price amount={amount} />
                </td>
              </tr>
            ))}
        </tfoot>
      </table>
    </section>
  )
}

/** By code or title, below what they are off. */
function discounts(order: OrderView, onDelivery: boolean) {
  return order.discounts
    .filter(({ level }) => (level === 'shipping') === onDelivery)
    .map(({ name, amount }) => ({ term: `Discount, ${name}`, amount, shown: true, off: true }))
}

function cardWords(card: OrderLineView['giftCards'][number]): string {
  return `••••${card.lastCharacters}${card.disabled ? ' (disabled)' : ''}`
}

function LineNotes({ line }: { line: OrderLineView }) {
  const notes = [
    ...Object.entries(line.attributes).map(([name, value]) => `${name}: ${value}`),
    ...line.discounts.map(({ name, amount }) => `${name} −${formatMoney(amount)}`),
    line.shippedQuantity > 0 ? `${line.shippedQuantity} sent` : '',
    line.refundedQuantity > 0 ? `${line.refundedQuantity} refunded` : '',
    line.giftCards.length > 0 ? `gift cards ${line.giftCards.map(cardWords).join(', ')}` : '',
    line.articleTitle ? `from “${line.articleTitle}”` : '',
  ].filter(Boolean)
  return notes.length > 0 ? (
    <>
      <br />
      <span className="small">{notes.join(' · ')}</span>
    </>
  ) : null
}
