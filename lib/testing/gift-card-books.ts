import { sql } from '@/lib/db'

type Card = { id: bigint; balance: number; reserved: number; moved: number; held: number }
type Order = {
  booked: number
  number: number
  status: string
  wanted: number
  shares: number
  spent: number
  short: boolean
}

/**
 * The part of the invariants about gift cards. G1 balance = Σ entries, G2 0 ≤ reserved ≤ balance, G3 reserved =
 * Σ active holds, G4 what cards pay of an order is what the order says, spent once it is placed and promised while it
 * is being paid, G5 every bought piece of a placed order has its card, unless its money went back or staff were told.
 */
export async function giftCardsAddUp(): Promise<string[]> {
  const cards = await sql().$queryRaw<Card[]>`
    SELECT id, balance, reserved,
      (SELECT COALESCE(sum(delta), 0) FROM gift_card_entry WHERE gift_card_id = card.id)::int AS moved,
      (SELECT COALESCE(sum(amount), 0) FROM gift_card_hold
        WHERE gift_card_id = card.id AND state = 'active')::int AS held
    FROM gift_card card`
  const orders = await sql().$queryRaw<Order[]>`
    SELECT number, status::text AS status, gift_card_amount AS wanted,
      (SELECT COALESCE(sum(amount), 0) FROM gift_card_hold hold WHERE hold.order_id = "order".id
        AND hold.state = CASE WHEN status IN ('placed', 'closed') THEN 'committed'::hold_state
          WHEN status = 'pending_payment' THEN 'active' ELSE 'released' END)::int AS shares,
      (SELECT COALESCE(-sum(entry.delta), 0) FROM gift_card_hold hold
        JOIN gift_card_entry entry ON entry.kind = 'spent' AND entry.reference = 'hold:' || hold.id
        WHERE hold.order_id = "order".id)::int AS spent,
      (SELECT COALESCE(sum(amount), 0) FROM payment_entry WHERE order_id = "order".id AND kind = 'gift_card')::int
        AS booked,
      EXISTS (SELECT 1 FROM discrepancy WHERE order_id = "order".id AND kind = 'gift_card_short') AS short
    FROM "order"`
  const missing = await sql().$queryRaw<{ number: number }[]>`
    SELECT DISTINCT "order".number FROM order_line line JOIN "order" ON "order".id = line.order_id
    WHERE line.is_gift_card AND "order".status IN ('placed', 'closed') AND "order".review = '{}'
      AND NOT EXISTS (SELECT 1 FROM discrepancy WHERE order_id = "order".id AND kind = 'gift_cards_withheld')
      AND line.quantity > (SELECT count(*) FROM gift_card
          WHERE order_line_id = line.id AND COALESCE(withdrawn_by, '') NOT LIKE 'refund:%')
        + (SELECT COALESCE(sum(refund_line.quantity), 0) FROM refund_line
          JOIN refund ON refund.id = refund_line.refund_id
          WHERE order_line_id = line.id AND refund.state NOT IN ('failed', 'cancelled'))`
  return [
    ...cards.flatMap(({ id, balance, reserved, moved, held }) => [
      ...(balance !== moved ? [`G1: card ${id} holds ${balance}, its entries come to ${moved}`] : []),
      ...(reserved < 0 || reserved > balance ? [`G2: ${reserved} of ${balance} of card ${id} promised`] : []),
      ...(reserved !== held ? [`G3: ${reserved} of card ${id} promised, active holds come to ${held}`] : []),
    ]),
    ...orders
      .filter(({ short }) => !short)
      .flatMap(({ number, status, wanted, shares, spent, booked }) => {
        const due = status === 'placed' || status === 'closed' ? wanted : 0
        return [
          ...(shares !== wanted
            ? [`G4: cards are to pay ${wanted} of order ${number} (${status}), holds say ${shares}`]
            : []),
          ...(booked !== spent
            ? [`G4: cards paid ${spent} of order ${number}, its ledger says ${booked}`]
            : []),
          ...(spent !== due ? [`G4: order ${number} is ${status}; its cards paid ${spent}, not ${due}`] : []),
        ]
      }),
    ...missing.map(({ number }) => `G5: order ${number} has not got all the cards it bought`),
  ]
}
