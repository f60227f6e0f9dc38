'use client' // tells the masthead's count what this page shows

import { useEffect } from 'react'
import type { CartView } from '@/lib/cart/cart-view'
import { showCart } from './cart-store'

/** The page has read the cart: the count in the masthead need not ask. */
export function SyncCart({ cart }: { cart: CartView | null }) {
  useEffect(() => showCart(cart), [cart])
  return null
}
