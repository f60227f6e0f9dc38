import { DomainError } from '@/lib/errors'
import { type Currency, type Money, money, subtract } from '@/lib/money'
import { Prisma } from '@/prisma/generated/client'
import { limits } from './limits'
import type { GiftCardWarning } from './warnings'

/** A gift card on a cart, in the order in which they are spent. */
export type CartGiftCard = {
  /** Of its place on this cart, not of the card. */
  id: string
  giftCardId: bigint
  lastCharacters: string
  /** It could pay something now. One that can't (disabled, over, used up elsewhere) pays nothing until it is taken off. */
  usable: boolean
  /** What it could pay at most. */
  available: Money
  /** What it pays of this cart. */
  amount: Money
  /** What is on it afterwards. */
  left: Money
}

export type GiftCardRow = {
  id: string
  gift_card_id: string
  last_characters: string
  usable: boolean
  available: number
}

/** `cart`: its gift cards. What its own unfinished checkout holds of a card is there for it. */
export const giftCards = Prisma.sql`(
  SELECT COALESCE(json_agg(json_build_object('id', applied.id, 'gift_card_id', card.id::text,
    'last_characters', card.last_characters,
    'usable', NOT card.disabled AND (card.expires_at IS NULL OR card.expires_at > now())
      AND card.currency = cart.currency,
    'available', (card.balance - card.reserved + COALESCE((
      SELECT sum(hold.amount) FROM "order" JOIN gift_card_hold hold ON hold.order_id = "order".id
      WHERE "order".cart_id = cart.id AND "order".status = 'pending_payment'
        AND hold.state = 'active' AND hold.gift_card_id = card.id), 0))::int
  ) ORDER BY applied.created_at, applied.id), '[]')
  FROM cart_gift_card applied JOIN gift_card card ON card.id = applied.gift_card_id
  WHERE applied.cart_id = cart.id)`

/** `cart`, `typed_card`: puts cards on it, the first one first; one that is there already stays where it is. */
export const insertGiftCards = Prisma.sql`
  INSERT INTO cart_gift_card (id, cart_id, gift_card_id, created_at)
  SELECT gen_random_uuid(), cart.id, card.id, now() + card.place * interval '1 millisecond'
  FROM cart, typed_card card
  ON CONFLICT (cart_id, gift_card_id) DO NOTHING`

/** @throws DomainError TOO_MANY */
export function refuseManyCards(count: number): void {
  if (count > limits.giftCards)
    throw new DomainError('TOO_MANY', `A cart holds at most ${limits.giftCards} gift cards.`, 'giftCardCodes')
}

/** What each card could pay. */
export function availableOn(rows: readonly GiftCardRow[], currency: Currency): Money[] {
  return rows.map(({ usable, available }) => money(usable ? available : 0, currency))
}

/** @param shares what each card pays, in the order of the rows */
export function toGiftCards(rows: readonly GiftCardRow[], shares: readonly Money[]): CartGiftCard[] {
  return rows.flatMap((row, index) => {
    const amount = shares[index]
    if (!amount) return []
    const [available = amount] = availableOn([row], amount.currency)
    return {
      id: row.id,
      giftCardId: BigInt(row.gift_card_id),
      lastCharacters: row.last_characters,
      usable: available.minor > 0,
      available,
      amount,
      left: subtract(available, amount),
    }
  })
}

export function giftCardWarning({ id, lastCharacters, usable }: CartGiftCard): GiftCardWarning[] {
  if (usable) return []
  const message = `The gift card ending in ${lastCharacters} can’t be used any more. Take it off to check out.`
  return [{ code: 'PAYMENTS_GIFT_CARDS_UNAVAILABLE', giftCardId: id, message }]
}
