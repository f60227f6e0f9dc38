import type { Metadata } from 'next'
import { ButtonLink } from '@/components/button'
import { EmptyState } from '@/components/empty-state'
import { Price } from '@/components/price'
import { requireStaffPage } from '@/lib/auth/session'
import { may } from '@/lib/auth/staff'
import {
  type GiftCardFilter,
  type GiftCardView,
  giftCardFilter,
  listGiftCards,
} from '@/lib/gift-cards/gift-cards'
import { Desk } from '../desk'
import { DoneNotice } from '../done-notice'
import { ListFilters, ListPages } from '../list-filters'
import { firstValues, type SearchParams, withQuery } from '../search-params'
import { TableHead } from '../table-head'
import { When } from '../when'
import { GiftCardState } from './gift-card-state'

export const metadata: Metadata = { title: 'Gift cards' }

const shows: Record<GiftCardFilter['show'], string> = {
  all: 'All',
  usable: 'Can be spent',
  ended: 'Empty, expired or disabled',
}

export default async function GiftCardsPage({ searchParams }: { searchParams: SearchParams }) {
  const values = await firstValues(searchParams)
  const filter = giftCardFilter.parse(values)
  const query = { search: filter.search, show: filter.show === 'all' ? '' : filter.show }
  const staff = await requireStaffPage(withQuery('/admin/gift-cards', query))
  const { cards, next } = await listGiftCards(filter)
  const narrowed = filter.search !== '' || filter.show !== 'all' || filter.before !== undefined
  return (
    <Desk staff={staff} current="gift-cards">
      <div className="plainhead">
        <h1>Gift cards</h1>
        {may(staff.role, 'gift_cards') ? (
          <ButtonLink look="plain" href="/admin/gift-cards/new">
            Issue a gift card
          </ButtonLink>
        ) : null}
      </div>
      <DoneNotice word={values.done} />
      <ListFilters
        action="/admin/gift-cards"
        label="Code, last characters, note or who issued it"
        search={filter.search}
        shows={shows}
        show={filter.show}
      />
      {cards.length === 0 ? <NoCards narrowed={narrowed} /> : <CardTable cards={cards} />}
      <ListPages action="/admin/gift-cards" query={query} before={filter.before} next={next} />
    </Desk>
  )
}

function CardTable({ cards }: { cards: GiftCardView[] }) {
  return (
    <table>
      <TableHead
        columns={{ Card: '', State: 'wide', 'Issued by': 'wide', Worth: 'wide n', Left: 'n', Date: 'n' }}
      />
      <tbody>
        {cards.map((card) => (
          <tr key={card.id}>
            <th scope="row">
              <a className="quiet" href={`/admin/gift-cards/${card.id}`}>
                <span className="unseen">Ends in </span>
                <span aria-hidden="true">••••</span>
                {card.lastCharacters}
              </a>
              {card.note ? <span className="small"> {card.note}</span> : null}
              <span className="narrow small">
                {card.issuer}
                <br />
                <GiftCardState card={card} />
              </span>
            </th>
            <td className="wide">
              <GiftCardState card={card} />
            </td>
            <td className="wide">{card.issuer}</td>
            <td className="wide n">
              <Price amount={card.initialAmount} />
            </td>
            <td className="n">
              <Price amount={card.balance} />
            </td>
            <td className="n">
              <When at={card.createdAt} short />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function NoCards({ narrowed }: { narrowed: boolean }) {
  return narrowed ? (
    <EmptyState heading="h2" drawn={false} title="Nothing matches">
      <p>Try the last four characters, or a part of the note.</p>
      <p>
        <ButtonLink look="plain" href="/admin/gift-cards">
          Show all gift cards
        </ButtonLink>
      </p>
    </EmptyState>
  ) : (
    <EmptyState heading="h2" drawn={false} title="No gift cards yet">
      <p>Cards that shoppers buy, and cards that you give away, stand here with what is left on them.</p>
    </EmptyState>
  )
}
