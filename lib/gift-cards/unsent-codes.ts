import { db, type Tx } from '@/lib/db'
import { type Money, money, toCurrency } from '@/lib/money'
import { type CardUse, useOfCard } from './unused-cards'

/** A bought card as the mail to its buyer says it. `code` is null once that mail has gone. */
export type BoughtCard = CardUse & { code: string | null; lastCharacters: string; amount: Money }

/** The cards that an order bought, with the codes that its mail still has to bring. For that mail alone. */
export async function unsentCodes(orderId: bigint): Promise<BoughtCard[]> {
  const cards = await db().giftCard.findMany({ where: { orderLine: { orderId } }, orderBy: { id: 'asc' } })
  return cards.map((card) => ({
    ...useOfCard(card),
    code: card.unsentCode,
    lastCharacters: card.lastCharacters,
    amount: money(card.initialAmount, toCurrency(card.currency)),
  }))
}

/** The mail has gone: from here on only its reader knows the codes. */
export async function forgetCodes(tx: Tx, orderId: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE gift_card SET unsent_code = NULL
    WHERE unsent_code IS NOT NULL AND order_line_id IN (SELECT id FROM order_line WHERE order_id = ${orderId})`
}
