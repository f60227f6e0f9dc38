'use client' // differs per visitor on pages that are made once for everybody

import { lazy, Suspense, useEffect } from 'react'
import { CartLink } from '@/components/cart-link'
import { readCart, useCart } from './cart-store'

const CartPanel = lazy(async () => ({ default: (await import('./cart-panel')).CartPanel }))

/** "Cart", and how much is in it once that is known; brings the panel along after the first add. */
export function CartCount() {
  const { cart, pending, panel } = useCart()
  useEffect(() => {
    void readCart()
    // Back and forward show a page as it was left; the cart may have moved on.
    const again = (event: PageTransitionEvent) => {
      if (event.persisted) void readCart()
    }
    addEventListener('pageshow', again)
    return () => removeEventListener('pageshow', again)
  }, [])
  const count = cart || pending > 0 ? (cart?.count ?? 0) + pending : undefined
  return (
    <>
      <CartLink count={count} />
      {panel && cart ? (
        <Suspense>
          <CartPanel cart={cart} />
        </Suspense>
      ) : null}
    </>
  )
}
