import { formatMoney } from '@/lib/money'
import { addressLines } from '@/lib/orders/address-lines'
import type { OrderView } from '@/lib/orders/order-view'
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
  return {
    subject: `${review ? 'Look at' : 'New'} order ${order.number}: ${formatMoney(order.total)}`,
    text: [
      `Order ${order.number} from ${order.email ?? 'no e-mail'}.`,
      ...(review ? [review] : []),
      orderText(order),
      ...(address.length > 0 ? [`Goes to:\n${address.join('\n')}`] : []),
      ...(order.note ? [`Note: ${order.note}`] : []),
      link,
    ].join('\n\n'),
    body: (
      <MailLayout shop={shop.name} heading={`Order ${order.number}`}>
        <MailText>From {order.email ?? 'no e-mail'}.</MailText>
        {review && <MailText>{review}</MailText>}
        <OrderTable order={order} />
        {address.length > 0 && <MailText>Goes to {address.join(', ')}</MailText>}
        {order.note && <MailText>Note: {order.note}</MailText>}
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

export function refundNotice(context: MailContext, refundId: string): RenderedMail {
  const { order, shop } = context
  const refund = order.refunds.find((candidate) => candidate.id === refundId)
  const amount = formatMoney(refund?.amount ?? order.refunded)
  const when = refund?.giftCard
    ? `It is on the gift card ending in ${refund.giftCard} again, to be spent as before.`
    : 'It is on its way to the card you paid with; banks take up to ten working days to show it.'
  return {
    subject: `Refund of ${amount} for order ${order.number}`,
    text: [
      `We have refunded ${amount} of your order ${order.number}.`,
      when,
      `Questions? Answer this mail or write to ${shop.email}.`,
    ].join('\n\n'),
    body: (
      <MailLayout shop={shop.name} heading={`We have refunded ${amount}.`}>
        <MailText>
          It belongs to your order {order.number}. {when}
        </MailText>
        <MailText small>Questions? Answer this mail or write to {shop.email}.</MailText>
      </MailLayout>
    ),
  }
}
