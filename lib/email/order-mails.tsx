import { add, formatMoney } from '@/lib/money'
import { addressLines } from '@/lib/orders/address-lines'
import type { OrderView } from '@/lib/orders/order-view'
import { refundInWords, refundStage } from '@/lib/orders/refund-words'
import { MailLayout, MailLink, MailText, OrderTable, orderText } from './mail-layout'

export type MailContext = { order: OrderView; shop: { name: string; email: string }; siteUrl: string }
export type RenderedMail = { subject: string; text: string; body: React.ReactElement }

const testNote = 'This is a test shop: no money moved.'

export function orderConfirmation({ order, shop, siteUrl }: MailContext): RenderedMail {
  const link = `${siteUrl}/orders/${order.token}`
  const address = addressLines(order.shippingAddress)
  const next =
    order.review.length > 0
      ? 'We are checking one thing about your order and will write to you before it is sent.'
      : 'We pack it next, and write to you when it is on its way.'
  return {
    subject: `Your order ${order.number} at ${shop.name}`,
    text: [
      `Thank you. We have your order ${order.number}.`,
      orderText(order),
      ...(address.length > 0 ? [`Goes to:\n${address.join('\n')}`] : []),
      next,
      `See it any time: ${link}`,
      `Questions? Answer this mail or write to ${shop.email}.`,
      ...(order.livemode ? [] : [testNote]),
    ].join('\n\n'),
    body: (
      <MailLayout shop={shop.name} heading={`Thank you. We have your order ${order.number}.`}>
        <OrderTable order={order} />
        {address.length > 0 && (
          <MailText>
            Goes to
            {address.map((line) => (
              <span key={line}>
                <br />
                {line}
              </span>
            ))}
          </MailText>
        )}
        <MailText>{next}</MailText>
        <MailText>
          <MailLink href={link}>See your order</MailLink>
        </MailText>
        <MailText small>
          Questions? Answer this mail or write to {shop.email}. {order.livemode ? '' : testNote}
        </MailText>
      </MailLayout>
    ),
  }
}

export function ownerNotice({ order, shop, siteUrl }: MailContext): RenderedMail {
  const link = `${siteUrl}/admin/orders/${order.id}`
  const review = order.review.length > 0 ? `Needs review before it is sent: ${order.review.join(', ')}.` : ''
  const address = addressLines(order.shippingAddress)
  const details = Object.entries(order.attributes).map(([key, value]) => `${key}: ${value}`)
  return {
    subject: `${review ? 'Look at' : 'New'} order ${order.number}: ${formatMoney(order.total)}`,
    text: [
      `Order ${order.number} from ${order.email ?? 'no e-mail'}.`,
      ...(review ? [review] : []),
      orderText(order),
      ...(address.length > 0 ? [`Goes to:\n${address.join('\n')}`] : []),
      ...(order.note ? [`Note: ${order.note}`] : []),
      ...details,
      link,
    ].join('\n\n'),
    body: (
      <MailLayout shop={shop.name} heading={`Order ${order.number}`}>
        <MailText>From {order.email ?? 'no e-mail'}.</MailText>
        {review && <MailText>{review}</MailText>}
        <OrderTable order={order} />
        {address.length > 0 && <MailText>Goes to {address.join(', ')}</MailText>}
        {order.note && <MailText>Note: {order.note}</MailText>}
        {details.map((detail) => (
          <MailText key={detail}>{detail}</MailText>
        ))}
        <MailText>
          <MailLink href={link}>Open it in the admin</MailLink>
        </MailText>
      </MailLayout>
    ),
  }
}

export function shipmentNotice(context: MailContext, shipmentId: string): RenderedMail {
  const { order, shop, siteUrl } = context
  const shipment = order.shipments.find((candidate) => candidate.id === shipmentId)
  const tracking = [shipment?.carrier, shipment?.trackingNumber].filter(Boolean).join(' ')
  const link = shipment?.trackingUrl || `${siteUrl}/orders/${order.token}`
  return {
    subject: `Your order ${order.number} is on its way`,
    text: [
      `Your order ${order.number} is on its way.`,
      ...(tracking ? [`Sent with ${tracking}.`] : []),
      `Follow it: ${link}`,
      `Questions? Answer this mail or write to ${shop.email}.`,
    ].join('\n\n'),
    body: (
      <MailLayout shop={shop.name} heading={`Your order ${order.number} is on its way.`}>
        {tracking && <MailText>Sent with {tracking}.</MailText>}
        <MailText>
          <MailLink href={link}>Follow your parcel</MailLink>
        </MailText>
        <OrderTable order={order} />
        <MailText small>Questions? Answer this mail or write to {shop.email}.</MailText>
      </MailLayout>
    ),
  }
}

/**
 * Of everything that one request gave back; what failed meanwhile is told only where it is all there was. A part that
 * the bank still works on may fail after this: `failedRefundNotice` tells of that.
 */
export function refundNotice(context: MailContext, request: string): RenderedMail {
  const { order, shop, siteUrl } = context
  const parts = order.refunds.filter((refund) => refund.request === request)
  const good = parts.filter((part) => refundStage(part) !== 'failed')
  const told = good.length > 0 ? good : parts
  const [first = order.refunded, ...others] = told.map(({ amount }) => amount)
  const sum = formatMoney(add(first, ...others))
  const heading = {
    done: `We have refunded ${sum}.`,
    moving: `Your refund of ${sum} is on its way.`,
    failed: `Your refund of ${sum} did not go through.`,
  }[stageOf(told)]
  const sentences = told.map((part) => `${formatMoney(part.amount)} ${refundInWords(part)}.`)
  const link = `${siteUrl}/orders/${order.token}`
  const questions = `Questions? Answer this mail or write to ${shop.email}.`
  return {
    subject: `Refund of ${sum} for order ${order.number}`,
    text: [
      heading,
      `It belongs to your order ${order.number}.`,
      sentences.join('\n'),
      `See it any time: ${link}`,
      questions,
    ].join('\n\n'),
    body: (
      <MailLayout shop={shop.name} heading={heading}>
        <MailText>It belongs to your order {order.number}.</MailText>
        {sentences.map((sentence) => (
          <MailText key={sentence}>{sentence}</MailText>
        ))}
        <MailText>
          <MailLink href={link}>See your order</MailLink>
        </MailText>
        <MailText small>{questions}</MailText>
      </MailLayout>
    ),
  }
}

/** Of several refunds the one that is furthest from done. */
function stageOf(refunds: OrderView['refunds']) {
  const stages = refunds.map(refundStage)
  return stages.find((stage) => stage === 'failed') ?? stages.find((stage) => stage === 'moving') ?? 'done'
}
