import { randomUUID } from 'node:crypto'
import type { Attributes } from '@/lib/attributes'
import { countedGuesses, guessField, guessRefusal } from '@/lib/discounts/count-guess'
import { cardRefusal, typedCards } from '@/lib/gift-cards/typed-cards'
import { Prisma } from '@/prisma/generated/client'
import { type CartAddress, checkAddresses, checkPlace } from './addresses'
import { checkAttributes } from './attributes'
import { type Buyer, checkBuyer } from './buyer'
import { insertGiftCards, refuseManyCards } from './cart-gift-cards'
import { insertLines, mergedLines, type NewLine, refuseUnsold, withCuts } from './insert-lines'
import { keepTries } from './keep-tries'
import { type Cart, loadCart } from './load-cart'
import { type CartMetafield, checkMetafields } from './metafields'
import { distinctCodes } from './set-discount-codes'
import { checkNote } from './set-note'
import { insertAddresses, insertMetafields, keptCodes, servedCountry } from './sql'
import { newToken } from './token'

export type NewCart = {
  lines: NewLine[]
  note: string
  attributes: Attributes
  buyer: Buyer
  addresses: Omit<CartAddress, 'id'>[]
  metafields: Omit<CartMetafield, 'id'>[]
  discountCodes: string[]
  giftCardCodes: string[]
}

export const emptyCart: NewCart = {
  lines: [],
  note: '',
  attributes: {},
  buyer: { countryCode: null, email: null, phone: null, preferences: null },
  addresses: [],
  metafields: [],
  discountCodes: [],
  giftCardCodes: [],
}

/**
 * Makes a cart, empty or with everything in it, as `addLines` and its neighbours would one after the other.
 * Four statements, BEGIN and COMMIT included.
 * @param visitor the network the request came from: guesses at discount codes and gift cards are limited
 * @throws DomainError as they do
 */
export async function createCart(input: NewCart, visitor?: string): Promise<Cart> {
  const wanted = mergedLines(input.lines)
  const { email, phone, countryCode, preferences } = checkBuyer(input.buyer)
  const attributes = checkAttributes(input.attributes)
  checkAddresses(input.addresses)
  const addresses = input.addresses.map((address, index) => ({
    ...address,
    ...checkPlace(address, `addresses.${index}`),
    id: randomUUID(),
  }))
  const codes = distinctCodes(input.discountCodes)
  refuseManyCards(input.giftCardCodes.length)
  const chosen = addresses.find(({ selected }) => selected)?.id ?? null
  const made = Prisma.sql`${countedGuesses(Prisma.sql`SELECT code FROM unnest(${codes}::text[]) AS given (code)`, visitor)},
    ${typedCards(input.giftCardCodes, visitor)}, refused AS MATERIALIZED (
    SELECT COALESCE((SELECT field FROM guesses_refused), (SELECT field FROM cards_refused)) AS field
  ), cart AS (
    INSERT INTO cart (token, currency, address_id, country_code, buyer_country, email, phone, preferences, note, attributes,
      attribute_keys, discount_codes, expires_at, updated_at)
    SELECT ${newToken()}, currency, ${chosen}::uuid, COALESCE(${servedCountry(countryCode)}, country), ${countryCode},
      ${email}, ${phone}, ${preferences && JSON.stringify(preferences)}::jsonb, ${checkNote(input.note)},
      ${JSON.stringify(attributes)}::jsonb, ${Object.keys(attributes)}::text[], ${keptCodes(codes)}, now() + interval '30 days', now()
    FROM shop WHERE (SELECT field FROM refused) IS NULL RETURNING id, token, currency)`
  const beside = Prisma.sql`, address AS (${insertAddresses(addresses)}), metafield AS (
    ${insertMetafields(checkMetafields(input.metafields))}), gift_card_on AS (${insertGiftCards})`
  const refused = Prisma.sql`(SELECT field FROM refused)`
  return keepTries(async (tx) => {
    const added = await insertLines(tx, wanted, { cart: made, beside, refused })
    const [first] = added
    if (!first) throw new Error('the shop has not been seeded')
    if (first.refused === guessField) return guessRefusal()
    if (first.refused) return cardRefusal(first.refused)
    refuseUnsold(added)
    const cart = await loadCart(tx, first.token)
    if (!cart) throw new Error('the cart that was just made is gone')
    return withCuts(cart, added)
  })
}
