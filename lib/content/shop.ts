import { db } from '@/lib/db'
import { toCurrency } from '@/lib/money'

export type ShopView = Awaited<ReturnType<typeof readShop>>

/** @throws Error where the shop has not been seeded: there is nothing to show, and nothing to be cached */
export async function readShop() {
  const row = await db().shop.findUnique({ where: { id: 1 } })
  if (!row) throw new Error('The shop is empty: `npm run seed` fills it.')
  // Who may ask the API is for lib/api-access to know.
  const { id: _, updatedAt: __, tokenRequired: ___, currency, ...rest } = row
  return { ...rest, currency: toCurrency(currency) }
}
