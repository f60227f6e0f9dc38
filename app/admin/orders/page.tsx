import type { Metadata } from 'next'
import { ButtonLink } from '@/components/button'
import { EmptyState } from '@/components/empty-state'
import { Price } from '@/components/price'
import { requireStaffPage } from '@/lib/auth/session'
import { listOrders, type OrderFilter, type OrderRowView, orderFilter } from '@/lib/orders/orders'
import { Desk } from '../desk'
import { ListFilters, ListPages } from '../list-filters'
import { firstValues, type SearchParams, withQuery } from '../search-params'
import { TableHead } from '../table-head'
import { When } from '../when'
import { OrderState } from './order-state'
import { itemsInWords } from './order-words'

export const metadata: Metadata = { title: 'Orders' }

const shows: Record<OrderFilter['show'], string> = {
  all: 'All that were placed',
  to_send: 'To send',
  review: 'Needs a look',
  unpaid: 'Not paid yet',
  sent: 'Sent',
  refunded: 'Refunded',
  ended: 'Never paid or cancelled',
}

export default async function OrdersPage({ searchParams }: { searchParams: SearchParams }) {
  const values = await firstValues(searchParams)
  const filter = orderFilter.parse(values)
  const query = { search: filter.search, show: filter.show === 'all' ? '' : filter.show }
  const staff = await requireStaffPage(withQuery('/admin/orders', query))
  const { orders, next } = await listOrders(filter)
  return (
    <Desk staff={staff} current="orders">
      <div className="plainhead">
        <h1>Orders</h1>
      </div>
      <ListFilters
        action="/admin/orders"
        label="Number, e-mail, name or product"
        search={filter.search}
        shows={shows}
        show={filter.show}
      />
      {orders.length === 0 ? <NoOrders filter={filter} /> : <OrderTable orders={orders} />}
      <ListPages action="/admin/orders" query={query} before={filter.before} next={next} />
    </Desk>
  )
}

function OrderTable({ orders }: { orders: OrderRowView[] }) {
  return (
    <table>
      <TableHead
        columns={{ Order: '', Shopper: 'wide', State: 'wide', Items: 'wide n', Total: 'n', Date: 'n' }}
      />
      <tbody>
        {orders.map((order) => (
          <tr key={order.id}>
            <th scope="row">
              <a className="quiet" href={`/admin/orders/${order.id}`}>
                {order.number}
              </a>
              <span className="narrow small">
                {order.name || order.email || 'Nobody yet'}
                <br />
                <OrderState order={order} />, {itemsInWords(order.itemCount)}
              </span>
            </th>
            <td className="wide">
              {order.name} <span className="small">{order.email}</span>
            </td>
            <td className="wide">
              <OrderState order={order} />
            </td>
            <td className="wide n">{order.itemCount}</td>
            <td className="n">
              <Price amount={order.total} />
            </td>
            <td className="n">
              <When at={order.placedAt ?? order.createdAt} short />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function NoOrders({ filter }: { filter: OrderFilter }) {
  if (filter.search === '' && filter.show === 'all') {
    return (
      <EmptyState heading="h2" title="No orders yet">
        <p>
          Buy something in the shop yourself to see how one looks. While payments are test payments no money
          moves.
        </p>
        <p>
          <ButtonLink look="plain" href="/products">
            Open the shop
          </ButtonLink>
        </p>
      </EmptyState>
    )
  }
  return (
    <EmptyState heading="h2" drawn={false} title={filter.search ? 'Nothing matches' : 'Nothing here'}>
      <p>
        {filter.search
          ? 'Try the number alone, or a part of the e-mail. Orders that were never paid have a list of their own.'
          : 'No order is in this state now.'}
      </p>
      <p>
        <ButtonLink look="plain" href="/admin/orders">
          Show all orders
        </ButtonLink>
      </p>
    </EmptyState>
  )
}
