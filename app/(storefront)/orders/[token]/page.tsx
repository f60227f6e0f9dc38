import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Price } from '@/components/price'
import { Refresher } from '@/components/refresher'
import { ShopperAttributes } from '@/components/shopper-attributes'
import { Specimen } from '@/components/specimen'
import { shownToShopper } from '@/lib/attributes'
import { getShop } from '@/lib/content/cached'
import { leftWords } from '@/lib/gift-cards/left-words'
import { add } from '@/lib/money'
import { orUnavailable } from '@/lib/or-unavailable'
import { addressLines } from '@/lib/orders/address-lines'
import { standingOf } from '@/lib/orders/order-standing'
import type { OrderView } from '@/lib/orders/order-view'
import { getOrderByToken } from '@/lib/orders/orders'
import { BoughtCards } from './bought-cards'
import { describeOrder } from './describe-order'
import { OrderSteps } from './order-steps'
import { sumRefunds } from './sum-refunds'
import './order.css'

export const metadata: Metadata = { title: 'Your order', robots: { index: false, follow: false } }

/** Opens for whoever holds its unguessable address; a wrong one is a plain 404. */
export default async function OrderPage(props: { params: Promise<{ token: string }> }) {
  const { token } = await props.params
  const [order, shop] = await Promise.all([
    orUnavailable('order.read_failed', () => getOrderByToken(token)),
    getShop(),
  ])
  if (!order) notFound()
  const { heading, standfirst, waiting } = describeOrder(order)
  const address = order.shippingAddress
  const paid = order.placedAt ? 'Paid by' : 'To be paid by'
  return (
    <main id="main" className="wrap order">
      {waiting ? <Refresher /> : null}
      <header>
        <h1>{heading}</h1>
        <p className="standfirst">{standfirst}</p>
      </header>
      <div>
        <ul className="lines" aria-label="Items">
          {order.lines.map((line) => (
            <li key={line.id}>
              <Specimen drawing={line.drawing} title={line.title} />
              <div className="body">
                <h2>{line.title}</h2>
                <p className="price">
                  <Price amount={line.subtotal} />
                </p>
                <p className="small">
                  {line.variantTitle ? `${line.variantTitle}, ` : ''}
                  {line.quantity} × <Price amount={line.unitPrice} />
                </p>
                {line.discounts.map(({ name, amount }) => (
                  <p className="small" key={name}>
                    {name}: −<Price amount={amount} />
                  </p>
                ))}
                <ShopperAttributes attributes={line.attributes} />
                <BoughtCards cards={line.giftCards} />
                {line.refundedQuantity > 0 ? (
                  <p className="small">{line.refundedQuantity} of these refunded</p>
                ) : null}
              </div>
            </li>
          ))}
        </ul>
        <div className="pair">
          {address ? (
            <section aria-labelledby="goes-to">
              <h2 id="goes-to">{addressTitle(order)}</h2>
              <address>{addressLines(address).join('\n')}</address>
            </section>
          ) : null}
          {order.email ? (
            <section aria-labelledby="told-at">
              <h2 id="told-at">We write to</h2>
              <p>{order.email}</p>
              {order.phone ? <p>{order.phone}</p> : null}
            </section>
          ) : null}
          {order.note ? (
            <section aria-labelledby="your-note">
              <h2 id="your-note">Your note</h2>
              <p>{order.note}</p>
            </section>
          ) : null}
          {shownToShopper(order.attributes).length > 0 ? (
            <section aria-labelledby="details">
              <h2 id="details">Details</h2>
              <ShopperAttributes attributes={order.attributes} />
            </section>
          ) : null}
        </div>
      </div>
      <div>
        <section className="tally" aria-labelledby="h-total">
          <h2 id="h-total">Order {order.number}</h2>
          <dl className="totals">
            <div>
              <dt>Goods</dt>
              <dd>
                <Price amount={order.subtotal} />
              </dd>
            </div>
            <Discounts order={order} onDelivery={false} />
            {order.shippingTitle ? (
              <div>
                <dt>Delivery, {order.shippingTitle}</dt>
                <dd>
                  <Price amount={add(order.shipping, order.shippingDiscount)} />
                </dd>
              </div>
            ) : null}
            <Discounts order={order} onDelivery />
            <div className="sum">
              <dt>Total, {order.total.currency}</dt>
              <dd>
                <Price amount={order.total} />
              </dd>
            </div>
            {order.giftCards.map(({ id, lastCharacters, amount, left }) => (
              <div key={id}>
                <dt>
                  {paid} gift card ••••{lastCharacters}
                  {left ? <span className="small"> ({leftWords(left)})</span> : null}
                </dt>
                <dd>
                  <Price amount={amount} />
                </dd>
              </div>
            ))}
            {order.giftCards.length > 0 && order.due.minor > 0 ? (
              <div>
                <dt>{paid} card</dt>
                <dd>
                  <Price amount={order.due} />
                </dd>
              </div>
            ) : null}
            <div className="small">
              <dt>{order.taxName} contained</dt>
              <dd>
                <Price amount={order.tax} />
              </dd>
            </div>
            {sumRefunds(order).map(({ title, amount }) => (
              <div key={title}>
                <dt>{title}</dt>
                <dd>
                  <Price amount={amount} />
                </dd>
              </div>
            ))}
          </dl>
          {order.livemode ? null : <p className="small">A test payment: no money moved.</p>}
        </section>
        <OrderSteps order={order} />
        <p className="small">
          Keep this page’s address: it opens your order without an account. Questions? Write to{' '}
          <a href={`mailto:${shop.email}?subject=Order ${order.number}`}>{shop.email}</a>.
        </p>
      </div>
    </main>
  )
}

function addressTitle(order: OrderView): string {
  if (order.placedAt === null) return 'Goes to'
  const { sending } = standingOf(order)
  return {
    to_send: 'Goes to',
    part_sent: 'Goes to',
    sent: 'Sent to',
    dropped: 'Was to go to',
    nothing: 'Address',
  }[sending]
}

/** What was off: on goods below them, on delivery below that. */
function Discounts({ order, onDelivery }: { order: OrderView; onDelivery: boolean }) {
  return order.discounts
    .filter(({ level }) => (level === 'shipping') === onDelivery)
    .map(({ id, name, amount }) => (
      <div key={id}>
        <dt>Discount, {name}</dt>
        <dd>
          −<Price amount={amount} />
        </dd>
      </div>
    ))
}
