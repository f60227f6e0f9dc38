import { formatMoney } from '@/lib/money'
import { standingOf } from '@/lib/orders/order-standing'
import type { OrderView } from '@/lib/orders/order-view'
import { refundInWords, refundStage } from '@/lib/orders/refund-words'

type Step = {
  key: string
  title: string
  detail?: React.ReactNode
  state: 'done' | 'now' | 'later' | 'stopped'
}

const day = new Intl.DateTimeFormat('en-NZ', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'Pacific/Auckland',
})
const dayOf = (at: string) => day.format(new Date(at))

/** What has happened and what comes next. */
export function OrderSteps({ order }: { order: OrderView }) {
  const steps = stepsOf(order)
  // Money may be on its way while goods are: one of them is the present step to those who can't see the rings.
  const present = steps.findLast(({ state }) => state === 'now')
  const over = steps.every(({ state }) => state === 'done' || state === 'stopped')
  return (
    <section aria-labelledby="h-next">
      <h2 id="h-next">{over ? 'What happened' : 'What happens next'}</h2>
      <ol className="steps">
        {steps.map((step) => (
          <li key={step.key} className={step.state} aria-current={step === present ? 'step' : undefined}>
            <b>{step.title}</b>
            {step.detail}
          </li>
        ))}
      </ol>
    </section>
  )
}

function stepsOf(order: OrderView): Step[] {
  if (order.status === 'expired' || order.status === 'cancelled') {
    return [
      { key: 'unpaid', title: 'Not paid', detail: <a href="/cart">Go to your cart</a>, state: 'stopped' },
    ]
  }
  if (order.placedAt === null) {
    return [
      { key: 'payment', title: 'Payment', detail: 'Waiting for the bank.', state: 'now' },
      ...(order.isSent ? [{ key: 'packing', title: 'Packing', state: 'later' } as const] : []),
    ]
  }
  const paid: Step = { key: 'paid', title: 'Paid', detail: dayOf(order.placedAt), state: 'done' }
  return [paid, ...happened(order), ...next(order)]
}

/** Parcels, refunds and disputes, as they came. */
function happened(order: OrderView): Step[] {
  const { sending } = standingOf(order)
  const last = order.shipments.at(-1)
  const steps = [
    ...order.shipments.map((shipment) => {
      // What left is on its way, also where the money went back; it is the present step while nothing comes after it.
      const now = shipment === last && sending === 'sent' && order.paymentStatus !== 'refunded'
      return { at: shipment.sentAt, step: sent(shipment, now ? daysDetail(order) : null) }
    }),
    ...order.refunds.map((refund) => ({ at: refund.refundedAt ?? refund.createdAt, step: refunded(refund) })),
    ...order.payments
      .filter(({ kind }) => kind in disputes)
      .map(({ kind, stripeId, amount, createdAt }) => ({
        at: createdAt,
        step: {
          key: `${kind} ${stripeId}`,
          title: disputes[kind as keyof typeof disputes],
          detail: `${dayOf(createdAt)}, about ${formatMoney(amount)}.`,
          state: kind === 'dispute_opened' && order.disputed ? 'now' : 'done',
        } as const,
      })),
  ]
  return steps.toSorted((one, other) => one.at.localeCompare(other.at)).map(({ step }) => step)
}

const disputes = {
  dispute_opened: 'Your bank asked about the payment',
  dispute_won: 'Your bank let the payment stand',
  dispute_lost: 'Your bank gave the payment back',
}

const refundTitles = { done: 'Refunded', moving: 'Going back', failed: 'Not refunded' }
const refundStates = { done: 'done', moving: 'now', failed: 'stopped' } as const

function refunded(refund: OrderView['refunds'][number]): Step {
  const stage = refundStage(refund)
  const amount = formatMoney(refund.amount)
  const title = `${refundTitles[stage]} ${amount}, ${dayOf(refund.refundedAt ?? refund.createdAt)}`
  const words = refundInWords(refund)
  return {
    key: `refund ${refund.id}`,
    title,
    detail: `${words.charAt(0).toUpperCase()}${words.slice(1)}.`,
    state: refundStates[stage],
  }
}

function next(order: OrderView): Step[] {
  const { sending, isRest, dispute, held, refund } = standingOf(order)
  if (sending === 'sent' || sending === 'dropped' || dispute === 'lost' || refund === 'all') return []
  const look: Step[] =
    held && dispute === 'none' ? [{ key: 'look', title: 'We look at one thing', state: 'now' }] : []
  if (sending === 'nothing')
    return held || refund === 'part' ? look : [{ key: 'done', title: 'Done', state: 'done' }]
  const parcel = { key: 'parcel', title: 'On its way', detail: daysDetail(order), state: 'later' } as const
  const title = isRest ? 'Packing the rest' : 'Packing'
  if (held || dispute === 'open') return [...look, { key: 'packing', title, state: 'later' }, parcel]
  return [{ key: 'packing', title, detail: 'We write to you when it leaves.', state: 'now' }, parcel]
}

/** @param days until it is there, while nobody knows better */
function sent(shipment: OrderView['shipments'][number], days: string | null): Step {
  const tracking = [shipment.carrier, shipment.trackingNumber].filter(Boolean).join(' ')
  return {
    key: `shipment ${shipment.id}`,
    title: `Sent ${dayOf(shipment.sentAt)}`,
    detail: (
      <>
        {tracking}{' '}
        {shipment.trackingUrl ? (
          <a href={shipment.trackingUrl} rel="noreferrer">
            Follow the parcel
          </a>
        ) : null}{' '}
        {days}
      </>
    ),
    state: days === null ? 'done' : 'now',
  }
}

function daysDetail(order: OrderView): string {
  if (!order.deliveryDays) return ''
  const { min, max } = order.deliveryDays
  const days = min === max ? String(max) : `${min} to ${max}`
  return `${days} working ${days === '1' ? 'day' : 'days'} from dispatch.`
}
