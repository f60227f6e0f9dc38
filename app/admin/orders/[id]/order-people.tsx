import { addressLines } from '@/lib/orders/address-lines'
import type { OrderView } from '@/lib/orders/order-view'
import { OrderDetails } from './order-details'

type Address = NonNullable<OrderView['shippingAddress']>

/** Who it is for, where it goes, and what was written to them. */
export function OrderPeople({ order }: { order: OrderView }) {
  const { shippingAddress: to, billingAddress: billing } = order
  return (
    <>
      <section aria-labelledby="shopper">
        <h2 id="shopper">Shopper</h2>
        {order.email ? (
          <p>
            <a href={`mailto:${order.email}`}>{order.email}</a>
          </p>
        ) : (
          <p>Known once it is paid.</p>
        )}
        {order.phone ? <p>{order.phone}</p> : null}
        {order.note ? (
          <>
            <h3>Note from the shopper</h3>
            <p className="mail-text">{order.note}</p>
          </>
        ) : null}
        <OrderDetails attributes={order.attributes} />
      </section>
      {to ? <AddressPart title="Deliver to" address={to} /> : null}
      {billing && text(billing) !== (to && text(to)) ? (
        <AddressPart title="Bill to" address={billing} />
      ) : null}
      {order.shipments.length > 0 ? (
        <section aria-labelledby="parcels">
          <h2 id="parcels">Parcels</h2>
          <ul>
            {order.shipments.map((parcel) => (
              <li key={parcel.id}>
                {[parcel.carrier, parcel.trackingNumber].filter(Boolean).join(' ') || 'Without tracking'}
                {parcel.trackingUrl ? (
                  <>
                    {', '}
                    <a href={parcel.trackingUrl} rel="noreferrer">
                      track it
                    </a>
                  </>
                ) : null}{' '}
                <span className="small">by {parcel.actor}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {order.mails.length > 0 ? (
        <section aria-labelledby="mails">
          <h2 id="mails">Mails</h2>
          <ul>
            {order.mails.map((mail) => (
              <li key={mail.id}>
                <a href={`/admin/mailbox/${mail.id}`}>{mailKind(mail.kind)}</a>{' '}
                <span className="small">{mail.state}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

function AddressPart({ title, address }: { title: string; address: Address }) {
  return (
    <section>
      <h2>{title}</h2>
      <address className="mail-text">{text(address)}</address>
    </section>
  )
}

function text(address: Address): string {
  return [...addressLines(address), address.phone].filter(Boolean).join('\n')
}

function mailKind(kind: string): string {
  if (kind === 'order_confirmation') return 'Confirmation'
  if (kind === 'owner_notice') return 'Notice to the shop'
  if (kind === 'gift_cards') return 'Gift card codes'
  if (kind.startsWith('refund_failed:')) return 'Refund that failed'
  return kind.startsWith('shipment:') ? 'On its way' : 'Refund'
}
