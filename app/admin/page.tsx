import type { Metadata } from 'next'
import { requireStaffPage } from '@/lib/auth/session'
import { countCatalogNeeds } from '@/lib/catalog/count-needs'
import { listDiscrepancies } from '@/lib/orders/discrepancies'
import { countOrders } from '@/lib/orders/orders'
import { Desk } from './desk'

export const metadata: Metadata = { title: { absolute: 'Today | Bestow admin' } }

/** What needs a person today, the most pressing first. */
export default async function TodayPage() {
  const staff = await requireStaffPage('/admin')
  const [orders, discrepancies, catalog] = await Promise.all([
    countOrders(),
    listDiscrepancies(),
    countCatalogNeeds(),
  ])
  const needs = [
    {
      count: orders.toSend,
      url: '/admin/orders?show=to_send',
      one: 'order to send',
      many: 'orders to send',
      why: 'Paid and packed by nobody yet.',
    },
    {
      count: orders.review,
      url: '/admin/orders?show=review',
      one: 'order to look at',
      many: 'orders to look at',
      why: 'Something about the payment or the stock is unclear. They wait until someone has looked.',
    },
    {
      count: discrepancies.length,
      url: '/admin/discrepancies',
      one: 'discrepancy',
      many: 'discrepancies',
      why: 'Our books and Stripe’s differ.',
    },
    {
      count: catalog.lowStock,
      url: '/admin/products?status=active&stock=low',
      one: 'product low or sold out',
      many: 'products low or sold out',
      why: 'Order more, or count the shelf.',
    },
    {
      count: catalog.unconfirmedLabels,
      url: '/admin/products?status=active&label=unconfirmed',
      one: 'label not confirmed',
      many: 'labels not confirmed',
      why: 'The shop shows “see pack” until someone has compared the panel with a pack in hand.',
    },
  ].filter(({ count }) => count > 0)
  return (
    <Desk staff={staff} current="home">
      <div className="plainhead">
        <h1>Today</h1>
      </div>
      {needs.length === 0 ? (
        <p>Nothing waits for you. Orders, low stock and anything unclear will stand here.</p>
      ) : (
        <ul className="needs">
          {needs.map(({ count, url, one, many, why }) => (
            <li key={url}>
              <a href={url}>
                <b>{count}</b> {count === 1 ? one : many}
              </a>
              <p className="small">{why}</p>
            </li>
          ))}
        </ul>
      )}
    </Desk>
  )
}
