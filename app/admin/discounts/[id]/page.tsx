import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Price } from '@/components/price'
import { requireStaffPage } from '@/lib/auth/session'
import { may } from '@/lib/auth/staff'
import { idText } from '@/lib/catalog/product-edit'
import { getShop } from '@/lib/content/cached'
import { getDiscount } from '@/lib/discounts/discounts'
import { Desk } from '../../desk'
import { DoneNotice } from '../../done-notice'
import { firstValues, type SearchParams } from '../../search-params'
import { When } from '../../when'
import { discountFields } from '../discount-fields'
import { DiscountForm } from '../discount-form'
import { DiscountState } from '../discount-state'
import { effectInWords } from '../discount-words'
import { listsFor } from '../goods-search'
import { SwitchForm } from './switch-form'

export const metadata: Metadata = { title: 'Discount' }

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

export default async function DiscountPage({ params, searchParams }: Props) {
  const { id } = await params
  const staff = await requireStaffPage(`/admin/discounts/${id}`)
  const discount = idText.safeParse(id).success ? await getDiscount(BigInt(id)) : null
  if (!discount) notFound()
  const [{ done }, shop] = await Promise.all([firstValues(searchParams), getShop()])
  const initial = discountFields(discount, shop.timeZone)
  const { version, active, uses, usageLimit, orders } = discount
  const requestKey = randomUUID()
  return (
    <Desk staff={staff} current="discounts">
      <div className="plainhead">
        <div>
          <p className="small">
            <a href="/admin/discounts">Back to discounts</a>
          </p>
          <h1>{discount.title}</h1>
          <p>
            <DiscountState state={discount.state} />, {effectInWords(discount)}
          </p>
        </div>
      </div>
      <DoneNotice word={done} />
      <div className="sheet sheet--wide">
        {may(staff.role, 'discounts') ? (
          <section aria-labelledby="change">
            <h2 id="change">Change it</h2>
            <DiscountForm
              requestKey={requestKey}
              id={id}
              version={version}
              initial={initial}
              goods={await listsFor(initial.boxes)}
              currency={shop.currency}
              demo={discount.demo}
            />
          </section>
        ) : null}
        <div>
          {may(staff.role, 'discounts') ? (
            <section aria-labelledby="run">
              <h2 id="run">{active ? 'It may run' : 'It is stopped'}</h2>
              <p>
                {active
                  ? 'Stopping it counts at once. An order that is being paid just now keeps it.'
                  : 'Nobody has it. Let it run to give it from its first day on.'}
              </p>
              <SwitchForm id={id} version={version} active={active} requestKey={requestKey} />
            </section>
          ) : null}
          <section aria-labelledby="uses">
            <h2 id="uses">
              Used {uses} {uses === 1 ? 'time' : 'times'}
              {usageLimit === null ? '' : ` of ${usageLimit}`}
            </h2>
            {orders.length === 0 ? <p>No order has it yet.</p> : null}
            <ol className="events">
              {orders.map((order) => (
                <li key={order.id}>
                  <When at={order.at} />
                  <span>
                    <a href={`/admin/orders/${order.id}`}>Order {order.number}</a>
                    {order.code ? ` with ${order.code}` : ''}:{' '}
                    <span className="n">
                      −<Price amount={order.amount} />
                    </span>
                  </span>
                  <span className="small">{order.beingPaid ? 'being paid' : ''}</span>
                </li>
              ))}
            </ol>
          </section>
        </div>
      </div>
    </Desk>
  )
}
