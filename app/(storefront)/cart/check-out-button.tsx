'use client' // waits for changes that are on their way; without JavaScript it is a plain button

import { Button } from '@/components/button'
import { useCart } from './cart-store'

/** Says a sum. While a change of the cart is on its way that sum is old, and the checkout would be of the cart before it. */
export function CheckOutButton({ children }: { children: React.ReactNode }) {
  const { changing } = useCart()
  return (
    <Button formNoValidate disabled={changing > 0}>
      {children}
    </Button>
  )
}
