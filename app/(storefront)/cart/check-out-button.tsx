'use client' // waits for changes that are on their way; without JavaScript it is a plain button

import { Button } from '@/components/button'
import { useCart } from './cart-store'

/** Says a sum. While a change of a line is on its way that sum is old, and the checkout would be of the cart before it. */
export function CheckOutButton({ children }: { children: React.ReactNode }) {
  const { changing } = useCart()
  return <Button disabled={changing > 0}>{children}</Button>
}
