import type { Metadata } from 'next'
import { ButtonLink } from '@/components/button'
import { Demo } from '@/components/demo'
import { EmptyState } from '@/components/empty-state'
import { requireStaffPage } from '@/lib/auth/session'
import { may } from '@/lib/auth/staff'
import type { DiscountView } from '@/lib/discounts/discount-view'
import { discountFilter, listDiscounts } from '@/lib/discounts/discounts'
import { Desk } from '../desk'
import { ListFilters, ListPages } from '../list-filters'
import { firstValues, type SearchParams, withQuery } from '../search-params'
import { TableHead } from '../table-head'
import { DiscountState } from './discount-state'
import { effectInWords } from './discount-words'

export const metadata: Metadata = { title: 'Discounts' }

export default async function DiscountsPage({ searchParams }: { searchParams: SearchParams }) {
  const filter = discountFilter.parse(await firstValues(searchParams))
  const query = { search: filter.search }
  const staff = await requireStaffPage(withQuery('/admin/discounts', query))
  const { discounts, next } = await listDiscounts(filter)
  return (
    <Desk staff={staff} current="discounts">
      <div className="plainhead">
        <h1>Discounts</h1>
        {may(staff.role, 'discounts') ? (
          <ButtonLink look="plain" href="/admin/discounts/new">
            Make a discount
          </ButtonLink>
        ) : null}
      </div>
      <ListFilters action="/admin/discounts" label="Code or name" search={filter.search} />
      {discounts.length === 0 ? <None narrowed={filter.search !== ''} /> : <Table discounts={discounts} />}
      <ListPages action="/admin/discounts" query={query} before={filter.before} next={next} />
    </Desk>
  )
}

function Table({ discounts }: { discounts: DiscountView[] }) {
  return (
    <table>
      <TableHead columns={{ Discount: '', 'What it does': 'wide', State: 'wide', Used: 'n' }} />
      <tbody>
        {discounts.map((discount) => (
          <tr key={discount.id}>
            <th scope="row">
              <a className="quiet" href={`/admin/discounts/${discount.id}`}>
                {discount.title}
              </a>
              <span className="small"> {discount.codes.join(', ') || 'without a code'}</span>
              <span className="narrow small">
                {effectInWords(discount)}
                <br />
                <DiscountState state={discount.state} />
              </span>
            </th>
            <td className="wide">
              <Demo when={discount.demo}>{effectInWords(discount)}</Demo>
            </td>
            <td className="wide">
              <DiscountState state={discount.state} />
            </td>
            <td className="n">
              {discount.uses}
              {discount.usageLimit === null ? '' : ` of ${discount.usageLimit}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function None({ narrowed }: { narrowed: boolean }) {
  return (
    <EmptyState heading="h2" drawn={false} title={narrowed ? 'Nothing matches' : 'No discounts yet'}>
      <p>
        {narrowed
          ? 'Try a part of the code, or of the name.'
          : 'Make one with a code to give away, or without one for everybody.'}
      </p>
    </EmptyState>
  )
}
