import type { OrderView } from '@/lib/orders/order-view'

type Step = { title: string; detail?: React.ReactNode; state: 'done' | 'now' | 'later' | 'stopped' }

const day = new Intl.DateTimeFormat('en-NZ', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: 'Pacific/Auckland',
})

/** What has happened and what comes next. */
export function OrderSteps({ order }: { order: OrderView }) {
  const steps = stepsOf(order)
  const over = steps.every(({ state }) => state === 'done')
  return (
    <section aria-labelledby="h-next">
      <h2 id="h-next">{over ? 'What happened' : 'What happens next'}</h2>
      <ol className="steps">
        {steps.map((step) => (
          <li
            key={step.title}
            className={step.state}
            aria-current={step.state === 'now' ? 'step' : undefined}
          >
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
    return [{ title: 'Not paid', detail: <a href="/cart">Go to your cart</a>, state: 'stopped' }]
  }
  if (order.placedAt === null) {
    return [
      { title: 'Payment', detail: 'Waiting for the bank.', state: 'now' },
      { title: 'Packing', state: 'later' },
    ]
  }
  const paid: Step = { title: 'Paid', detail: day.format(new Date(order.placedAt)), state: 'done' }
  const shipment = order.shipments.at(-1)
  // A parcel that left is on its way, also where the money went back.
  if (order.paymentStatus === 'refunded')
    return [paid, ...(shipment ? [sent(shipment, 'done')] : []), { title: 'Refunded', state: 'done' }]
  if (!order.lines.some((line) => line.requiresShipping)) return [paid, { title: 'Done', state: 'done' }]
  if (shipment) return [paid, { title: 'Packed', state: 'done' }, sent(shipment, 'now', daysDetail(order))]
  return [
    paid,
    { title: 'Packing', detail: 'We write to you when it leaves.', state: 'now' },
    { title: 'On its way', detail: daysDetail(order), state: 'later' },
  ]
}

function sent(shipment: OrderView['shipments'][number], state: Step['state'], days = ''): Step {
  return {
    title: `Sent ${day.format(new Date(shipment.sentAt))}`,
    detail: (
      <>
        {[shipment.carrier, shipment.trackingNumber].filter(Boolean).join(' ')}{' '}
        {shipment.trackingUrl ? (
          <a href={shipment.trackingUrl} rel="noreferrer">
            Follow the parcel
          </a>
        ) : null}{' '}
        {days}
      </>
    ),
    state,
  }
}

function daysDetail(order: OrderView): string {
  if (!order.deliveryDays) return ''
  const { min, max } = order.deliveryDays
  const days = min === max ? String(max) : `${min} to ${max}`
  return `${days} working ${days === '1' ? 'day' : 'days'} from dispatch.`
}
