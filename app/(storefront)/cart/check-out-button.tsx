'use client' // waits for changes that are on their way; without JavaScript it is a plain button

import { Button } from '@/components/button'
import { useCart } from './cart-store'
import { codeField } from './code-field'

/** Says a sum. While a change of the cart is on its way that sum is old, and the checkout would be of the cart before it. */
export function CheckOutButton({ children }: { children: React.ReactNode }) {
  const { changing } = useCart()
  return (
    <Button disabled={changing > 0} onClick={useTypedCode}>
      {children}
    </Button>
  )
}

/** A code that was typed and not sent is used first, as the button beside it does: the sum may become another. */
function useTypedCode(event: React.MouseEvent): void {
  const field = document.getElementById(codeField)
  if (!(field instanceof HTMLInputElement) || field.value.trim() === '') return
  event.preventDefault()
  field.form?.requestSubmit()
}
