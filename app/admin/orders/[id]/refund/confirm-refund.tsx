import { Price } from '@/components/price'
import type { OrderView } from '@/lib/orders/order-view'
import type { previewRefund } from '@/lib/orders/preview-refund'
import { withQuery } from '../../../search-params'
import { When } from '../../../when'
import { RefundButton } from './refund-button'

/** Everything that the button will do, in words. */
export function ConfirmRefund(props: {
  order: OrderView
  preview: ReturnType<typeof previewRefund>
  reason: string
  values: Record<string, string>
  requestKey: string
}) {
  const { order, preview, reason, values, requestKey } = props
  const { lines, amount, shares, left } = preview
  const chosen = lines.flatMap((line) => [
    [`lines.${line.id}.quantity`, String(line.quantity)],
    ...(line.restock ? [[`lines.${line.id}.restock`, 'on']] : []),
  ])
  return (
    <section className="stack" aria-labelledby="will">
      <h2 id="will">This will happen</h2>
      <ul className="will">
        {shares.map((share) => (
          <li key={`${share.paidAt} ${share.giftCard}`}>
            <b>
              <Price amount={share.amount} />
            </b>{' '}
            {share.giftCard ? (
              <>goes back to the gift card ••••{share.giftCard} at once.</>
            ) : (
              <>
                goes back to the card or account that paid on <When at={share.paidAt} />
                {order.email ? `, ${order.email}` : ''}. It can’t be called back.
              </>
            )}
          </li>
        ))}
        {lines.map((line) => (
          <li key={line.id}>
            {line.quantity} × {line.title}
            {line.variantTitle ? `, ${line.variantTitle}` : ''} (<Price amount={line.amount} />) counts as
            refunded {line.restock ? 'and goes back on the shelf.' : 'and does not go back on the shelf.'}
          </li>
        ))}
        {lines
          .filter((line) => line.giftCards.length > 0)
          .map((line) => (
            <li key={`cards ${line.id}`}>
              {line.quantity === 1
                ? 'A gift card it bought and nobody has used can’t be spent any more.'
                : `${line.quantity} gift cards it bought and nobody has used can’t be spent any more.`}
            </li>
          ))}
        {lines.length === 0 ? <li>No item counts as refunded, and nothing goes back on the shelf.</li> : null}
        {order.email ? <li>The shopper gets a mail once the money is on its way.</li> : null}
        <li>
          {left.minor === 0 ? (
            'Nothing of what was paid is left to refund after this.'
          ) : (
            <>
              <Price amount={left} /> of what was paid stays with the shop.
            </>
          )}
        </li>
      </ul>
      <RefundButton
        requestKey={requestKey}
        hidden={{
          orderId: order.id,
          version: String(order.version),
          amount: String(amount.minor),
          first: values.first ?? '',
          reason,
          ...Object.fromEntries(chosen),
        }}
      >
        Refund <Price amount={amount} /> now
      </RefundButton>
      <p>
        <a href={withQuery(`/admin/orders/${order.id}/refund`, { ...values, step: 'choose' })}>Change it</a>
        {' · '}
        <a href={`/admin/orders/${order.id}`}>Cancel</a>
      </p>
    </section>
  )
}
