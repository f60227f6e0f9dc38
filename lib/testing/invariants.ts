import { db, sql } from '@/lib/db'
import { readLedger } from '@/lib/orders/payment-status'
import { discountsAddUp } from './discount-books'
import { giftCardsAddUp } from './gift-card-books'
import { listingsAddUp } from './listings'
import { idOf, readStripeBooks, type StripeBooks } from './stripe-books'

/**
 * What must hold whenever the shop has come to rest, whatever went wrong before: I1 to I9, and what gift cards
 * promise, and what lists are read from. Reads our database and Stripe's side and says every violation at once.
 *
 * At rest: events delivered or lost, jobs worked off, what was lost found again by reconciler or sweep.
 * @throws Error naming each violation
 */
export async function checkInvariants({ standIn }: { standIn: { url: string } }): Promise<void> {
  const books = await readStripeBooks(standIn.url)
  const problems = [
    ...(await paidSessionsAreOrders(books)),
    ...(await ordersFollowTheirLedger()),
    ...(await stockAddsUp()),
    ...(await giftCardsAddUp()),
    ...(await listingsAddUp()),
    ...(await refundsStayWithinPayments(books)),
    ...(await oneLiveAttempt()),
    ...(await inboxIsWorkedOff()),
    ...(await oneMailAKind()),
    ...(await discountsAddUp()),
  ]
  if (problems.length > 0) throw new Error(`These rules are broken:\n- ${problems.join('\n- ')}`)
}

/** I1: paid Stripe sessions and paid orders, one to one, same amount and currency; what differs is marked. */
async function paidSessionsAreOrders({ sessions }: StripeBooks): Promise<string[]> {
  const captures = await db().paymentEntry.findMany({ where: { kind: 'captured' }, include: { order: true } })
  const marks = await db().discrepancy.findMany({ select: { kind: true, subject: true, orderId: true } })
  const isMarked = (kind: string, about: { subject?: string; orderId?: bigint }) =>
    marks.some(
      (mark) => mark.kind === kind && (mark.subject === about.subject || mark.orderId === about.orderId),
    )
  const paid = sessions.filter((session) => session.payment_status === 'paid')
  const problems = paid.flatMap((session) => {
    const capture = captures.find(({ stripeId }) => stripeId === idOf(session.payment_intent))
    if (!capture) {
      return isMarked('unknown_session', { subject: session.id })
        ? []
        : [`I1: Stripe was paid for ${session.id} (order ${session.metadata?.order}), no order knows`]
    }
    const { order } = capture
    const took = `${session.amount_total} ${session.currency?.toUpperCase()}`
    const wanted = `${order.total - order.giftCardAmount} ${order.currency}`
    return [
      ...(took !== `${capture.amount} ${capture.currency}`
        ? [`I1: ${session.id} took ${took}, the ledger of order ${order.number} says ${capture.amount}`]
        : []),
      ...(took !== wanted && !isMarked('amount_mismatch', { orderId: order.id })
        ? [`I1: order ${order.number} came to ${wanted}, Stripe took ${took}, nothing marks it`]
        : []),
      ...(session.metadata?.order !== String(order.id)
        ? [`I1: ${session.id} is of order ${session.metadata?.order} and was booked for ${order.id}`]
        : []),
    ]
  })
  for (const { order, stripeId } of captures) {
    const free = stripeId === `free:${order.id}` && order.total === order.giftCardAmount
    if (!free && !paid.some((session) => idOf(session.payment_intent) === stripeId))
      problems.push(`I1: order ${order.number} counts ${stripeId}, which Stripe was not paid for`)
    const payments = captures.filter((capture) => capture.orderId === order.id).length
    if (payments > 1 && !isMarked('double_payment', { orderId: order.id }))
      problems.push(`I1: order ${order.number} was paid ${payments} times, nothing marks it`)
  }
  return problems
}

/** Part of I1: an order is placed when money arrived and says of its payment what the ledger says. */
async function ordersFollowTheirLedger(): Promise<string[]> {
  const orders = await db().order.findMany({ include: { payments: true } })
  return orders.flatMap((order) => {
    const ledger = readLedger(order.payments)
    const isPlaced = order.status === 'placed' || order.status === 'closed'
    const status =
      order.paymentStatus === 'processing' && order.status === 'pending_payment'
        ? 'unpaid'
        : order.paymentStatus
    return [
      ...(isPlaced !== order.payments.some(({ kind }) => kind === 'captured')
        ? [`I1: order ${order.number} is ${order.status} with the ledger ${ledger.status}`]
        : []),
      ...(status !== ledger.status
        ? [`I1: order ${order.number} says ${order.paymentStatus}, its ledger ${ledger.status}`]
        : []),
      ...(order.disputed !== ledger.disputed
        ? [`I1: order ${order.number} and its ledger differ about a dispute`]
        : []),
    ]
  })
}

type Shelf = { sku: string; on_hand: number; reserved: number; moved: number; held: number }

/** The part about the shelf. I2 on hand = Σ moves, I3 0 ≤ reserved ≤ on hand, I4 reserved = Σ active holds, each of an order being paid. */
export async function stockAddsUp(): Promise<string[]> {
  const shelves = await sql().$queryRaw<Shelf[]>`
    SELECT sku, on_hand, reserved,
      (SELECT COALESCE(sum(delta), 0) FROM stock_move WHERE stock_item_id = stock.id)::int AS moved,
      (SELECT COALESCE(sum(quantity), 0) FROM hold WHERE stock_item_id = stock.id AND state = 'active')::int AS held
    FROM stock_item stock`
  const strayHolds = await sql().$queryRaw<{ number: number; status: string; state: string }[]>`
    SELECT DISTINCT number, "order".status::text AS status, hold.state::text AS state
    FROM hold JOIN "order" ON "order".id = hold.order_id
    WHERE (hold.state = 'active') <> ("order".status = 'pending_payment')
      AND NOT (hold.state = 'committed' AND "order".status IN ('placed', 'closed'))
      AND NOT (hold.state = 'released' AND "order".status IN ('expired', 'cancelled'))
      AND NOT (hold.state = 'released' AND 'oversold' = ANY (
        SELECT kind FROM discrepancy WHERE discrepancy.order_id = "order".id))`
  return [
    ...shelves.flatMap(({ sku, on_hand, reserved, moved, held }) => [
      ...(on_hand !== moved ? [`I2: ${on_hand} ${sku} on hand, its moves come to ${moved}`] : []),
      ...(reserved < 0 || reserved > on_hand ? [`I3: ${reserved} of ${on_hand} ${sku} reserved`] : []),
      ...(reserved !== held ? [`I4: ${reserved} ${sku} reserved, active holds come to ${held}`] : []),
    ]),
    ...strayHolds.map(({ number, status, state }) => `I4: order ${number} is ${status}, its hold ${state}`),
  ]
}

type Refunded = { number: number; intent: string; captured: number; claimed: number }

/** I5: refunds not failed or cancelled stay within their payment, here and at Stripe; both know the same. */
async function refundsStayWithinPayments({ refunds, disputes, sessions }: StripeBooks): Promise<string[]> {
  const payments = await sql().$queryRaw<Refunded[]>`
    SELECT number, stripe_id AS intent, amount AS captured,
      (SELECT COALESCE(sum(amount), 0) FROM refund
        WHERE order_id = "order".id AND payment_intent_id = stripe_id AND state NOT IN ('failed', 'cancelled'))::int
        AS claimed
    FROM payment_entry JOIN "order" ON "order".id = order_id WHERE kind IN ('captured', 'gift_card')`
  const strays = await sql().$queryRaw<{ id: bigint }[]>`
    SELECT id FROM refund WHERE NOT EXISTS (SELECT 1 FROM payment_entry
      WHERE kind IN ('captured', 'gift_card') AND order_id = refund.order_id AND stripe_id = refund.payment_intent_id)`
  const rows = await db().refund.findMany()
  const booked = await db().paymentEntry.findMany({ where: { kind: 'dispute_opened' } })
  const ours = new Set(sessions.map((session) => idOf(session.payment_intent)))
  const isOurs = (object: { payment_intent: string | { id: string } | null }) =>
    ours.has(idOf(object.payment_intent))
  const gaveBack = (intent: string) =>
    refunds
      .filter(({ status }) => status !== 'failed' && status !== 'canceled')
      .filter((refund) => idOf(refund.payment_intent) === intent)
      .reduce((sum, refund) => sum + refund.amount, 0)
  return [
    ...payments.flatMap(({ number, intent, captured, claimed }) => [
      ...(claimed > captured
        ? [`I5: ${claimed} of ${captured} paid with ${intent} for order ${number} go back here`]
        : []),
      ...(gaveBack(intent) > captured
        ? [
            `I5: ${gaveBack(intent)} of ${captured} paid with ${intent} for order ${number} went back at Stripe`,
          ]
        : []),
    ]),
    ...strays.map(({ id }) => `I5: refund ${id} goes to a payment that is none of its order’s`),
    ...refunds.filter(isOurs).flatMap((refund) => {
      const row = rows.find(({ stripeId }) => stripeId === refund.id)
      const state = refund.status === 'canceled' ? 'cancelled' : refund.status
      const intent = idOf(refund.payment_intent)
      return row?.state === state && row.amount === refund.amount && row.paymentIntentId === intent
        ? []
        : [
            `I5: ${refund.id} is ${state} (${refund.amount} of ${intent}) at Stripe, here ${row?.state} (${row?.amount} of ${row?.paymentIntentId})`,
          ]
    }),
    ...rows
      .filter(({ paymentIntentId }) => !paymentIntentId.startsWith('gift_card_hold:'))
      .filter(({ state, stripeId }) => state === 'succeeded' && !refunds.some(({ id }) => id === stripeId))
      .map(({ stripeId }) => `I5: refund ${stripeId} succeeded here, Stripe does not know it`),
    ...disputes
      .filter(isOurs)
      .filter(({ id }) => !booked.some(({ stripeId }) => stripeId === id))
      .map(({ id }) => `I5: ${id} is disputed at Stripe, the ledger does not say so`),
  ]
}

/** I6: at most one live attempt an order; and exactly one while it waits for money, or its stock is lost for good. */
async function oneLiveAttempt(): Promise<string[]> {
  const orders = await sql().$queryRaw<{ number: number; status: string; live: number }[]>`
    SELECT number, status::text AS status, (SELECT count(*) FROM checkout_attempt
      WHERE order_id = "order".id AND state IN ('creating', 'open', 'processing'))::int AS live
    FROM "order"`
  return orders
    .filter(({ status, live }) => live !== (status === 'pending_payment' ? 1 : 0))
    .map(({ number, status, live }) => `I6: order ${number} is ${status} and has ${live} live attempts`)
}

/** I7: every inbox event is processed, or parked where the admin sees it. */
async function inboxIsWorkedOff(): Promise<string[]> {
  const events = await sql().$queryRaw<{ id: string; type: string; state: string; error: string | null }[]>`
    SELECT id, type, state::text AS state, error FROM webhook_event
    WHERE state = 'received' OR (state = 'parked' AND NOT EXISTS (
      SELECT 1 FROM discrepancy WHERE kind = 'parked_event' AND subject = webhook_event.id AND resolved_at IS NULL))`
  return events.map(({ id, type, state, error }) => `I7: ${id} (${type}) is ${state}: ${error ?? 'no error'}`)
}

/**
 * I8: one mail an order and kind; both mails of a placed order, none of another, its codes where it bought gift cards, and
 * one for each request that gave money back; none says of a refund that it failed which did not.
 */
async function oneMailAKind(): Promise<string[]> {
  const mails = await sql().$queryRaw<{ number: number; status: string; cards: boolean; kinds: string[] }[]>`
    SELECT number, status::text AS status, EXISTS (SELECT 1 FROM gift_card card
      JOIN order_line line ON line.id = card.order_line_id WHERE line.order_id = "order".id) AS cards,
      ARRAY(SELECT kind FROM mail WHERE order_id = "order".id ORDER BY kind) AS kinds
    FROM "order"`
  const untold = await sql().$queryRaw<{ number: number; request: bigint }[]>`
    SELECT number, request FROM (
      SELECT order_id, COALESCE(part_of_id, id) AS request FROM refund GROUP BY order_id, request
      HAVING bool_or(state = 'succeeded') AND bool_and(state NOT IN ('requested', 'submitted'))) AS asked
    JOIN "order" ON "order".id = order_id
    WHERE email IS NOT NULL AND NOT EXISTS (SELECT FROM mail
      WHERE mail.order_id = "order".id AND kind = 'refund:' || request)`
  const silent = untold.map(
    ({ number, request }) => `I8: order ${number}: no mail tells of refund ${request}`,
  )
  const wrong = await sql().$queryRaw<{ number: number; kind: string }[]>`
    SELECT number, kind FROM mail JOIN "order" ON "order".id = order_id
    WHERE kind LIKE 'refund_failed:%' AND NOT EXISTS (SELECT FROM refund
      WHERE refund.order_id = mail.order_id AND 'refund_failed:' || refund.id = kind
        AND refund.state IN ('failed', 'cancelled'))`
  const alarming = wrong.map(
    ({ number, kind }) => `I8: order ${number} has the mail ${kind} of one that holds`,
  )
  const unfit = mails.flatMap(({ number, status, cards, kinds }) => {
    const first = kinds.filter((kind) => !kind.includes(':')).join(' ')
    const both = status === 'placed' || status === 'closed' ? 'order_confirmation owner_notice' : ''
    const wanted = cards ? `gift_cards ${both}` : both
    return [
      ...(first !== wanted ? [`I8: order ${number} is ${status} and has the mails "${first}"`] : []),
      ...(new Set(kinds).size < kinds.length ? [`I8: order ${number} has a mail twice: ${kinds}`] : []),
    ]
  })
  return [...unfit, ...silent, ...alarming]
}
