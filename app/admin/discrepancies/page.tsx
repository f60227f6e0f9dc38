import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { EmptyState } from '@/components/empty-state'
import { requireStaffPage } from '@/lib/auth/session'
import { type DiscrepancyKind, listDiscrepancies } from '@/lib/orders/discrepancies'
import { Desk } from '../desk'
import { DoneNotice } from '../done-notice'
import { firstValues, type SearchParams } from '../search-params'
import { When } from '../when'
import { ResolveForm } from './resolve-form'

export const metadata: Metadata = { title: 'Discrepancies' }

/** What it is, and what to do about it. */
const words: Record<DiscrepancyKind, { title: string; advice: string }> = {
  amount_mismatch: {
    title: 'Stripe took another amount',
    advice: 'Compare the order with the payment in Stripe. Refund the difference, or ask the shopper for it.',
  },
  double_payment: {
    title: 'Paid twice',
    advice: 'Open the order and refund the payment that came last.',
  },
  late_payment: {
    title: 'Paid after the order had ended',
    advice: 'Send it if there is stock, or refund it.',
  },
  discount_used_up: {
    title: 'Paid, but its discount was used up',
    advice: 'Send it at the price that was paid, or refund it.',
  },
  discount_used_again: {
    title: 'A discount was used again by one customer',
    advice: 'Send it all the same, or refund it.',
  },
  oversold: { title: 'Paid, but the stock was gone', advice: 'Send it when there is more, or refund it.' },
  gift_card_short: {
    title: 'Paid, but the gift card was used up',
    advice: 'Ask the shopper for the rest, or refund what was paid.',
  },
  gift_cards_out: {
    title: 'Refunded or disputed, and its gift cards are out',
    advice:
      'Open the order. Disable cards that a refund was for; what was spent is to be asked of the buyer.',
  },
  gift_cards_withheld: {
    title: 'Reviewed, and its gift cards were not issued',
    advice: 'Issue them by hand if the order is paid for after all, or refund what was paid.',
  },
  unknown_session: {
    title: 'A payment that belongs to no order',
    advice: 'Look it up in Stripe’s dashboard. It may come from another system that uses the same account.',
  },
  wrong_mode: {
    title: 'A test message in the real shop, or the other way round',
    advice: 'Check which webhook endpoints are set up in Stripe’s dashboard.',
  },
  parked_event: {
    title: 'A message of Stripe’s that could not be used',
    advice:
      'Open the order and press “Check again at Stripe”. If it comes back, show it to whoever keeps the shop running.',
  },
  refund_failed: {
    title: 'A refund failed',
    advice:
      'The shopper has not got the money. Try once more, or ask for another way to pay it back. Where a mail had told them of the refund, another tells them that it failed and that you will write: write to them.',
  },
  refund_mismatch: {
    title: 'More was refunded than paid',
    advice: 'Look at the refunds in Stripe’s dashboard.',
  },
  disputed: {
    title: 'The shopper’s bank disputes a payment',
    advice: 'Answer it in Stripe’s dashboard before its last day. Don’t send the order until then.',
  },
}

export default async function DiscrepanciesPage({ searchParams }: { searchParams: SearchParams }) {
  const staff = await requireStaffPage('/admin/discrepancies')
  const [found, { done }] = await Promise.all([listDiscrepancies(), firstValues(searchParams)])
  return (
    <Desk staff={staff} current="discrepancies" className="sheet">
      <div>
        <div className="plainhead">
          <h1>Discrepancies</h1>
        </div>
        <DoneNotice word={done} />
        {found.length === 0 ? (
          <EmptyState heading="h2" drawn={false} title="Our books and Stripe’s agree">
            <p>They are compared every hour. Whatever differs stands here until someone has looked.</p>
          </EmptyState>
        ) : (
          <ol className="events">
            {found.map((item) => (
              <li key={item.id}>
                <When at={item.foundAt} />
                <div className="stack">
                  <div>
                    <h2>{words[item.kind]?.title ?? item.kind}</h2>
                    <p>{item.detail}</p>
                    <p className="small">
                      {words[item.kind]?.advice}{' '}
                      {item.orderId ? <a href={`/admin/orders/${item.orderId}`}>Open the order</a> : null}
                    </p>
                  </div>
                  <ResolveForm id={item.id} requestKey={randomUUID()} />
                </div>
              </li>
            ))}
          </ol>
        )}
      </div>
    </Desk>
  )
}
