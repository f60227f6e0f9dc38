import { db } from '@/lib/db'
import { type Cart, loadCart } from './load-cart'

/** The cart for a page to show: live, in one statement; null for a token that opens none. */
export async function readCart(token: string): Promise<Cart | null> {
  return loadCart(db(), token)
}
