'use client' // waits for changes that are on their way; without JavaScript it is a plain button

import { useState } from 'react'
import { Button } from '@/components/button'
import { useCart } from './cart-store'

/**
 * Says a sum. While a change of the cart is on its way that sum is old, and the checkout would be of the cart before it:
 * whoever presses it then is told to look at the new one. It sends the cart's form to an address of its own, which says
 * why.
 */
export function CheckOutButton({ children }: { children: React.ReactNode }) {
  const waiting = useCart().changing > 0
  const [early, setEarly] = useState(false)

  function press(event: React.MouseEvent) {
    if (waiting) event.preventDefault()
    setEarly(waiting)
  }

  return (
    <>
      {/* Not `disabled`, which would swallow the click without a word. */}
      <Button
        formAction="/checkout/start"
        formMethod="post"
        formEncType="application/x-www-form-urlencoded"
        formNoValidate
        aria-disabled={waiting || undefined}
        onClick={press}
      >
        {children}
      </Button>
      <p className="small" role="status">
        {early ? earlyWords(waiting) : null}
      </p>
    </>
  )
}

const earlyWords = (waiting: boolean) =>
  waiting
    ? 'One moment: your cart is still changing.'
    : 'Your cart was still changing. Look at the new total, then check out.'
