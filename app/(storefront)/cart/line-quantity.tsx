'use client' // shows the new number before the server has answered; without JavaScript the cart's form sends it

import { useRouter } from 'next/navigation'
import { useOptimistic, useTransition } from 'react'
import { Stepper } from '@/components/stepper'
import { CartButton } from './cart-button'
import { updateInTurn, useChanging } from './cart-store'
import { quantityField } from './quantity-field'

/** How many of a line, with a step down and up. Clicks add up on the server, whatever this shows. */
export function LineQuantity(props: { lineId: string; title: string; quantity: number; most: number }) {
  const { lineId, title, quantity, most } = props
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  useChanging(pending)
  const [shown, move] = useOptimistic(quantity, (now, form: FormData) => after(now, form, most))

  function send(change: 'less' | 'more' | 'set', typed = '') {
    const form = new FormData()
    for (const [name, value] of Object.entries({ lineId, change, quantity: typed })) form.set(name, value)
    startTransition(async () => {
      move(form)
      const path = await updateInTurn(form)
      if (path && path !== location.pathname + location.search) router.replace(path, { scroll: false })
    })
  }

  function step(event: React.MouseEvent<HTMLButtonElement>) {
    event.preventDefault()
    send(event.currentTarget.name === 'more' ? 'more' : 'less')
  }

  /** Whoever types a number and goes on means it. The check-out button sends it itself, and the new total is shown first. */
  function leave({ currentTarget: field, relatedTarget: next }: React.FocusEvent<HTMLInputElement>) {
    if (next instanceof HTMLButtonElement && next.hasAttribute('formaction')) return
    if (field.value !== String(shown)) send('set', field.value)
  }

  function enter(event: React.KeyboardEvent<HTMLInputElement>) {
    if (event.key !== 'Enter') return
    event.preventDefault()
    send('set', event.currentTarget.value)
  }

  return (
    <>
      <Stepper
        title={title}
        quantity={shown}
        most={most}
        name={quantityField(lineId, shown)}
        line={lineId}
        on={{ step, leave, enter }}
      />
      <noscript>
        <CartButton>
          Update<span className="unseen"> the quantity of {title}</span>
        </CartButton>
      </noscript>
    </>
  )
}

function after(now: number, form: FormData, most: number): number {
  const change = form.get('change')
  const wanted = change === 'more' ? now + 1 : change === 'less' ? now - 1 : Number(form.get('quantity'))
  return Number.isSafeInteger(wanted) ? Math.min(Math.max(wanted, 0), most) : now
}
