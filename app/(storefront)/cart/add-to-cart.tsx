'use client' // stays on the page when it can; without JavaScript it is a plain form

import { usePathname } from 'next/navigation'
import { startTransition, useId, useOptimistic, useState } from 'react'
import { addToCart } from './actions'
import { addInTurn } from './cart-store'

/**
 * The form around a buy button. `children` are its fields, `variantId` and where wanted `quantity` and `articleId`,
 * and the button. Without JavaScript it goes to the cart, which leads back to `id` on this page; with it the reader
 * stays, clicks add up in turn, and the cart opens when the clicking is over.
 */
export function AddToCart(props: { id?: string; className?: string; children: React.ReactNode }) {
  const made = useId()
  const { id = `buy${made}`, className, children } = props
  const path = usePathname()
  const [said, say] = useState('')
  const [shown, sayAtOnce] = useOptimistic(said)

  function addHere(event: React.SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const quantity = Number(form.get('quantity') ?? 1)
    startTransition(async () => {
      sayAtOnce('Adding …')
      const problem = await addInTurn(form, Number.isSafeInteger(quantity) && quantity > 0 ? quantity : 0)
      startTransition(() => say(problem ?? 'Added to your cart.'))
    })
  }

  return (
    <form id={id} className={className} action={addToCart} onSubmit={addHere}>
      <input type="hidden" name="from" value={`${path}#${id}`} />
      {children}
      <p role="status" className="added">
        {shown}
      </p>
    </form>
  )
}
