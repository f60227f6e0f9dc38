import { transaction } from '@/lib/db'
import { Prisma } from '@/prisma/generated/client'
import { type Buyer, checkBuyer } from './buyer'
import { cartGone } from './cart-gone'
import { type Cart, loadCart } from './load-cart'
import { changed, servedCountry } from './sql'

/**
 * Keeps what the buyer says of themselves; what is left out stays, null takes it away. A country that parcels go to
 * is where the cart goes, unless an address says otherwise.
 * @throws DomainError INVALID for an e-mail address or phone number that can't be one, NOT_FOUND where the cart is gone
 */
export async function setBuyer(input: { token: string; buyer: Partial<Buyer> }): Promise<Cart> {
  const { countryCode, email, phone, preferences } = checkBuyer({ ...nobody, ...input.buyer })
  const written = Prisma.join([
    Prisma.sql`${changed}`,
    ...('email' in input.buyer ? [Prisma.sql`email = ${email}`] : []),
    ...('phone' in input.buyer ? [Prisma.sql`phone = ${phone}`] : []),
    ...('preferences' in input.buyer
      ? [Prisma.sql`preferences = ${preferences && JSON.stringify(preferences)}::jsonb`]
      : []),
    ...('countryCode' in input.buyer
      ? [
          Prisma.sql`buyer_country = ${countryCode},
            country_code = COALESCE(${servedCountry(countryCode)}, cart.country_code)`,
        ]
      : []),
  ])
  return transaction(async (tx) => {
    await tx.$executeRaw`UPDATE cart SET ${written} WHERE token = ${input.token} AND expires_at > now()`
    const cart = await loadCart(tx, input.token)
    if (!cart) throw cartGone()
    return cart
  })
}

const nobody: Buyer = { countryCode: null, email: null, phone: null, preferences: null }
