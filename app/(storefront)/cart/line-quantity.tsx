'use client' // shows the new number before the server has answered; without JavaScript it is a plain form

import { useRouter } from 'next/navigation'
import { useOptimistic, useTransition } from 'react'
import { Button } from '@/components/button'
import { Stepper } from '@/components/stepper'
import { updateLine } from './actions'
import { updateInTurn, useChanging } from './cart-store'

/** How many of a line, with a step down and up. Clicks add up on the server, whatever this shows. */
export function LineQuantity(props: { lineId: string; title: string; quantity: number; most: number }) {
  const { lineId, title, quantity, most } = props
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  useChanging(pending)
  const [shown, move] = useOptimistic(quantity, (now, form: FormData) => after(now, form, most))

  function submit(event: React.SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter)
    startTransition(async () => {
      move(form)
      const path = await updateInTurn(form)
      if (path && path !== location.pathname + location.search) router.replace(path, { scroll: false })
    })
  }

  /** Whoever types a number and goes on, to the check-out button perhaps, means it. */
  function leave(event: React.FocusEvent<HTMLFormElement>) {
    const { target, currentTarget } = event
    if (!(target instanceof HTMLInputElement) || target.value === String(shown)) return
    currentTarget.requestSubmit(currentTarget.querySelector('button'))
  }

  return (
    <form action={updateLine} onSubmit={submit} onBlur={leave}>
      <input type="hidden" name="lineId" value={lineId} />
      <Stepper title={title} quantity={shown} most={most} />
      <noscript>
        <Button look="text" name="change" value="set">
          Update<span className="unseen"> the quantity of {title}</span>
        </Button>
      </noscript>
    </form>
  )
}

function after(now: number, form: FormData, most: number): number {
  const change = form.get('change')
  const wanted = change === 'more' ? now + 1 : change === 'less' ? now - 1 : Number(form.get('quantity'))
  return Number.isSafeInteger(wanted) ? Math.min(Math.max(wanted, 0), most) : now
}
