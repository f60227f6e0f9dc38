import { Price } from '@/components/price'
import { Refresher } from '@/components/refresher'
import type { OrderView } from '@/lib/orders/order-view'
import { When } from '../../when'
import { attemptWords, ledgerWords, paymentWords, refundWords } from '../order-words'
import { RecheckForm } from './recheck-form'

/** What Stripe said about the money, step by step. */
export function OrderPayment({ order, requestKey }: { order: OrderView; requestKey: string }) {
  const { payments, refunds, attempts } = order
  return (
    <section aria-labelledby="payment">
      <h2 id="payment">Payment</h2>
      <p>
        {paymentWords[order.paymentStatus]}
        {order.disputed ? ', disputed' : ''}
      </p>
      {payments.length > 0 ? (
        <ul className="ledger">
          {payments.map((entry) => (
            <li key={`${entry.kind} ${entry.stripeId}`}>
              {ledgerWords[entry.kind]} <Price amount={entry.amount} />, <When at={entry.createdAt} />{' '}
              <span className="small code">{entry.stripeId}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {refunds.length > 0 ? (
        <>
          <h3>Refunds</h3>
          <ul className="ledger">
            {refunds.map((refund) => (
              <li key={refund.id}>
                <Price amount={refund.amount} /> to{' '}
                {refund.giftCard ? `gift card ••••${refund.giftCard}` : 'the card or account that paid'}{' '}
                {refundWords[refund.state]}
                {refund.failureTold ? ', and a mail tells them so' : ''}
                {refund.refundedAt && refund.state === 'succeeded' ? (
                  <>
                    , <When at={refund.refundedAt} />
                  </>
                ) : null}
                .{' '}
                <span className="small">
                  {refund.adopted ? 'Made in' : 'Asked for by'} {refund.actor}, <When at={refund.createdAt} />
                  {refund.reason ? `: ${refund.reason}` : ''}
                  {refund.error ? ` (${refund.error})` : ''}
                </span>
              </li>
            ))}
          </ul>
          {refunds.some(({ state }) => state === 'requested' || state === 'submitted') ? <Refresher /> : null}
        </>
      ) : null}
      {attempts.length > 0 ? (
        <details>
          <summary>
            {attempts.length === 1 ? '1 attempt to pay' : `${attempts.length} attempts to pay`}
          </summary>
          <ul className="ledger">
            {attempts.map((attempt) => (
              <li key={attempt.id}>
                {attemptWords[attempt.state]}, begun <When at={attempt.createdAt} />{' '}
                <span className="small code">{attempt.sessionId ?? 'no session yet'}</span>
                {attempt.error ? <span className="error"> {attempt.error}</span> : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {attempts.length > 0 ? <RecheckForm orderId={order.id} requestKey={requestKey} /> : null}
    </section>
  )
}
