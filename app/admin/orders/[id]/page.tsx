import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ButtonLink } from '@/components/button'
import { Notice } from '@/components/notice'
import { requireStaffPage } from '@/lib/auth/session'
import { may } from '@/lib/auth/staff'
import { idText } from '@/lib/catalog/product-edit'
import { getOrder } from '@/lib/orders/orders'
import { Desk } from '../../desk'
import { DoneNotice } from '../../done-notice'
import { firstValues, type SearchParams } from '../../search-params'
import { When } from '../../when'
import { OrderState } from '../order-state'
import { reviewInWords } from '../order-words'
import { OrderItems } from './order-items'
import { OrderPayment } from './order-payment'
import { OrderPeople } from './order-people'
import { ReviewForm } from './review-form'
import { SendForm } from './send-form'

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Order ${(await params).id}` }
}

export default async function OrderPage({ params, searchParams }: Props) {
  const { id } = await params
  const staff = await requireStaffPage(`/admin/orders/${id}`)
  const order = idText.safeParse(id).success ? await getOrder(BigInt(id)) : null
  if (!order) notFound()
  const { done } = await firstValues(searchParams)
  const requestKey = randomUUID()
  const unsent = order.lines.some(
    (line) => line.requiresShipping && line.quantity > line.shippedQuantity + line.refundedQuantity,
  )
  const paid = order.paymentStatus === 'paid' || order.paymentStatus === 'partially_refunded'
  return (
    <Desk staff={staff} current="orders">
      <div className="plainhead">
        <div>
          <p className="small">
            <a href="/admin/orders">Back to orders</a>
          </p>
          <h1>Order {order.number}</h1>
          <p>
            <OrderState order={order} />
            {', '}
            {order.placedAt ? 'placed ' : 'begun '}
            <When at={order.placedAt ?? order.createdAt} />
            {order.livemode ? null : <span className="small"> (test payment)</span>}
          </p>
        </div>
        {order.refundable.minor > 0 && may(staff.role, 'refunds') ? (
          <ButtonLink look="plain" href={`/admin/orders/${id}/refund`}>
            Refund…
          </ButtonLink>
        ) : null}
      </div>
      <DoneNotice word={done} />
      <div className="sheet sheet--wide">
        <div>
          {order.review.length > 0 ? (
            <section>
              <Notice title="Look at this before it is sent">
                <ul>
                  {order.review.map((reason) => (
                    <li key={reason}>{reviewInWords(reason)}</li>
                  ))}
                </ul>
              </Notice>
              <ReviewForm orderId={id} version={order.version} requestKey={requestKey} />
            </section>
          ) : null}
          <OrderItems order={order} />
          {order.status === 'placed' && paid && unsent && order.review.length === 0 ? (
            <section aria-labelledby="send">
              <h2 id="send">Send it</h2>
              <SendForm orderId={id} version={order.version} requestKey={requestKey} />
            </section>
          ) : null}
          <section aria-labelledby="timeline">
            <h2 id="timeline">What happened</h2>
            <ol className="events">
              {order.events.toReversed().map((event) => (
                <li key={`${event.createdAt} ${event.kind}`}>
                  <When at={event.createdAt} />
                  <span>{event.message}</span>
                  <span className="small">{event.actor}</span>
                </li>
              ))}
            </ol>
          </section>
        </div>
        <div>
          <OrderPeople order={order} />
          <OrderPayment order={order} requestKey={requestKey} />
        </div>
      </div>
    </Desk>
  )
}
