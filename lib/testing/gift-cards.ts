import { applyGiftCards } from '@/lib/cart/apply-gift-cards'
import { db, sql } from '@/lib/db'
import { cardRefusal, typedCards } from '@/lib/gift-cards/typed-cards'
import { fillCart } from './shop'

// What tests about gift cards begin with and look at.

/** A cart of one variant with cards on it. @returns its token */
export async function cartWith(goods: { variantId: bigint }, ...cards: { code: string }[]): Promise<string> {
  const token = await fillCart({ variantId: goods.variantId })
  await applyGiftCards({ token, codes: cards.map(({ code }) => code) })
  return token
}

export async function cardNow({ id }: { id: bigint }) {
  const select = { balance: true, reserved: true, version: true }
  return db().giftCard.findUniqueOrThrow({ where: { id }, select })
}

/** What an order's ledger says, oldest first. */
export async function paymentsOf({ id }: { id: bigint }): Promise<[string, number][]> {
  const entries = await db().paymentEntry.findMany({ where: { orderId: id }, orderBy: { id: 'asc' } })
  return entries.map(({ kind, amount }) => [kind, amount])
}

/** The cards of codes that somebody types, as carts find them. @throws DomainError as they do */
export async function findGiftCards(codes: readonly string[], visitor?: string): Promise<bigint[]> {
  const found = await sql().$queryRaw<{ id: bigint | null; field: string | null }[]>`
    WITH ${typedCards(codes, visitor)}
    SELECT typed_card.id, cards_refused.field FROM typed_card, cards_refused ORDER BY place`
  return found.map(({ id, field }) => {
    if (id === null || field !== null) throw cardRefusal(field ?? '')
    return id
  })
}
