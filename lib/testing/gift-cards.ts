import { applyGiftCards } from '@/lib/cart/apply-gift-cards'
import { db } from '@/lib/db'
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
