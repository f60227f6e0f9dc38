import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Price } from '@/components/price'
import { requireStaffPage } from '@/lib/auth/session'
import { may } from '@/lib/auth/staff'
import { idText } from '@/lib/catalog/product-edit'
import { getGiftCard } from '@/lib/gift-cards/gift-cards'
import { Desk } from '../../desk'
import { DoneNotice } from '../../done-notice'
import { firstValues, type SearchParams } from '../../search-params'
import { When } from '../../when'
import { GiftCardState } from '../gift-card-state'
import { entryWords, withdrawnWords } from '../gift-card-words'
import { AdjustForm, DisableForm } from './gift-card-forms'

export const metadata: Metadata = { title: 'Gift card' }

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

export default async function GiftCardPage({ params, searchParams }: Props) {
  const { id } = await params
  const staff = await requireStaffPage(`/admin/gift-cards/${id}`)
  const card = idText.safeParse(id).success ? await getGiftCard(BigInt(id)) : null
  if (!card) notFound()
  const { done } = await firstValues(searchParams)
  const requestKey = randomUUID()
  return (
    <Desk staff={staff} current="gift-cards">
      <div className="plainhead">
        <div>
          <p className="small">
            <a href="/admin/gift-cards">Back to gift cards</a>
          </p>
          <h1>Gift card ••••{card.lastCharacters}</h1>
          <p>
            <GiftCardState card={card} />, issued by {card.issuer} on <When at={card.createdAt} />
          </p>
        </div>
      </div>
      <DoneNotice word={done} />
      <div className="sheet sheet--wide">
        <div>
          <section aria-labelledby="money">
            <h2 id="money">What is on it</h2>
            <p>
              <Price amount={card.balance} /> of <Price amount={card.initialAmount} />
              {card.reserved.minor > 0 ? (
                <span className="small">
                  , <Price amount={card.reserved} /> of it promised to an order that is being paid
                </span>
              ) : null}
            </p>
            <p>
              {card.expiresAt ? (
                <>
                  {card.state === 'expired' ? 'It ended' : 'It ends'} on <When at={card.expiresAt} />.
                </>
              ) : (
                'It never runs out.'
              )}
            </p>
            {card.note ? <p>{card.note}</p> : null}
            {card.unsent ? <p className="small">The mail with its code has not gone yet.</p> : null}
          </section>
          <section aria-labelledby="history">
            <h2 id="history">What happened</h2>
            <ol className="events">
              {card.entries.map((entry) => (
                <li key={entry.id}>
                  <When at={entry.createdAt} />
                  <span>
                    {entryWords[entry.kind]} <Price amount={entry.amount} />
                    {entry.order ? (
                      <>
                        , <a href={`/admin/orders/${entry.order.id}`}>order {entry.order.number}</a>
                      </>
                    ) : null}
                    {entry.reason ? `: ${entry.reason}` : ''}
                  </span>
                  <span className="small">{entry.actor}</span>
                </li>
              ))}
            </ol>
          </section>
        </div>
        {may(staff.role, 'gift_cards') ? (
          <div>
            <section>
              <h2>Change it</h2>
              {card.withdrawnBy === null ? (
                <DisableForm card={card} requestKey={requestKey} />
              ) : (
                <p>{withdrawnWords[card.withdrawnBy]}</p>
              )}
              <AdjustForm card={card} requestKey={requestKey} />
            </section>
          </div>
        ) : null}
      </div>
    </Desk>
  )
}
