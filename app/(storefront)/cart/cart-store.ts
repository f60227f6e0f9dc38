import { useLayoutEffect, useSyncExternalStore } from 'react'
import type { CartView } from '@/lib/cart/cart-view'
import { addHere, updateHere } from './actions'
import { marker } from './marker'

// What the small parts of a static page share: the masthead's count, every add button, the panel.

type State = {
  /** Undefined until it was asked for; null for none. */
  cart: CartView | null | undefined
  /** Pieces added by clicks that are still on their way. */
  pending: number
  /** Changes of the cart, to lines or codes, say, that the page does not show yet: its sums are those of before. */
  changing: number
  panel: boolean
}

const nothing: State = { cart: undefined, pending: 0, changing: 0, panel: false }
let state = nothing
const listeners = new Set<() => void>()

function change(next: Partial<State>): void {
  state = { ...state, ...next }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useCart(): State {
  return useSyncExternalStore(
    subscribe,
    () => state,
    () => nothing,
  )
}

export const showCart = (cart: CartView | null) => change({ cart })
export const closePanel = () => change({ panel: false })

let queue: Promise<unknown> = Promise.resolve()

/**
 * Asks for the visitor's cart, but only where the marker says that there is one. Clicks wait for it: an answer that
 * comes after theirs would show the cart as it was before, or take the cookie away that they just got.
 */
export function readCart(): Promise<unknown> {
  queue = queue.then(async () => {
    if (!document.cookie.includes(`${marker}=`)) return
    const cart = await askForCart().catch(() => undefined)
    if (cart !== undefined) change({ cart })
  })
  return queue
}

/** No answer keeps a click waiting for long. */
async function askForCart(): Promise<CartView | null | undefined> {
  const response = await fetch('/cart/summary', { signal: AbortSignal.timeout(3000) })
  return response.ok ? response.json() : undefined
}

let clicks = 0

/**
 * Adds in the order of the clicks, one after the other: the first one may still be fetching its cookie.
 * @returns a sentence when it did not work
 */
export function addInTurn(form: FormData, quantity: number): Promise<string | undefined> {
  const click = ++clicks
  change({ pending: state.pending + quantity })
  const turn = queue.then(async () => {
    const answer = await addHere(form).catch(() => ({ problem: 'That did not reach us. Please try again.' }))
    change({ pending: state.pending - quantity, ...('cart' in answer && { cart: answer.cart }) })
    if ('problem' in answer) return answer.problem
    // The panel covers the button: it waits until the clicking is over.
    setTimeout(() => click === clicks && change({ panel: true }), 400)
    return undefined
  })
  queue = turn
  return turn
}

/** The cart is changing from the click, before any other click can come, until the page shows what became of it. */
export function useChanging(pending: boolean): void {
  useLayoutEffect(() => {
    if (!pending) return
    change({ changing: state.changing + 1 })
    return () => change({ changing: state.changing - 1 })
  }, [pending])
}

let changes = 0

/**
 * Changes lines in the order of the clicks, whichever line they are on.
 * @returns for the last click the address that says what happened; the page must not move on before
 */
export function updateInTurn(form: FormData): Promise<string | undefined> {
  const place = ++changes
  const turn = queue.then(() => updateHere(form).catch(() => '/cart?notice=failed'))
  queue = turn
  return turn.then((path) => (place === changes ? path : undefined))
}
