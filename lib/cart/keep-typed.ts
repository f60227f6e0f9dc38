import { DomainError, isDomainError } from '@/lib/errors'
import { logError } from '@/lib/log'
import { outcomeOf } from './cart-discounts'
import { cartGone, isCartGone } from './cart-gone'
import { enterCode } from './enter-code'
import type { NewLine } from './insert-lines'
import { limits } from './limits'
import { setDestination } from './set-destination'
import { checkNote, setNote } from './set-note'
import { setQuantities } from './set-quantities'
import type { LineWarning } from './warnings'

/** What the fields of the cart's page hold, and what the page had put there. Left out is not on the page. */
export type Typed = {
  note?: string | undefined
  shownNote?: string | undefined
  /** Of those lines alone whose field holds something else than was shown there; null for what is no quantity. */
  quantities?: { lineId: string; quantity: number | null }[]
  country?: string | undefined
  shownCountry?: string | undefined
  rate: bigint | null
  shownRate: bigint | null
  /** Empty for none. */
  code: string
}

export type Kept = {
  /** What came of it, the most important where it is several things; null where nothing was typed. */
  outcome: 'code' | 'waits' | 'kept' | 'giftcard' | 'destination' | 'quantities' | 'saved' | null
  /** Why some of it could not be taken over. The rest was. */
  refused: unknown[]
  /** Lines that got less than was typed. */
  cuts: LineWarning[]
  /** What `addLines` needs to put back the lines that were typed away. */
  removed: NewLine[]
}

/** Whether it may have changed what there is to pay, which is shown before anybody pays it, or was refused. */
export function isToBeSeen({ outcome, refused, cuts, removed }: Kept): boolean {
  const changed = outcome !== null && outcome !== 'saved'
  return changed || refused.length > 0 || cuts.length > 0 || removed.length > 0
}

type Input = Typed & { token: string; visitor?: string | undefined }

/**
 * Takes over what was typed on the cart's page, whichever of its buttons is pressed. A field that nobody touched says
 * nothing, or a window left open would undo what another one did. Each thing stands for itself: what is wrong with one
 * loses none of the others.
 * @param input.visitor the network the request came from: guesses at codes are limited
 * @throws DomainError NOT_FOUND (`cart`) where the cart is gone; everything else is in `refused`
 */
export async function keepTyped(input: Input): Promise<Kept> {
  let kept: Kept = { outcome: null, refused: [], cuts: [], removed: [] }
  for (const keep of [keepNote, checkQuantities, keepQuantities, keepDestination, keepCode]) {
    const now = await keep(input).catch(refusal)
    kept = { ...kept, ...now, refused: [...kept.refused, ...(now.refused ?? [])] }
  }
  return kept
}

/** What nobody expected loses none of the others either: a line that was typed away before it can still be put back. */
function refusal(error: unknown): Partial<Kept> {
  if (isDomainError(error) && isCartGone(error)) throw error
  if (!isDomainError(error)) logError('cart.keep_typed_failed', error)
  return { refused: [error] }
}

async function keepNote({ token, note, shownNote }: Input): Promise<Partial<Kept>> {
  if (note === undefined || checkNote(note) === checkNote(shownNote ?? '')) return {}
  await setNote({ token, note })
  return { outcome: 'saved' }
}

async function checkQuantities({ quantities = [] }: Input): Promise<Partial<Kept>> {
  if (quantities.every(({ quantity }) => quantity !== null)) return {}
  throw new DomainError('INVALID', `Choose a quantity from 0 to ${limits.quantity}.`, 'quantity')
}

async function keepQuantities({ token, quantities = [] }: Input): Promise<Partial<Kept>> {
  const usable = quantities.flatMap(({ lineId, quantity }) => (quantity === null ? [] : { lineId, quantity }))
  if (usable.length === 0) return {}
  const { taken, cuts, removed, complete } = await setQuantities({ token, quantities: usable })
  const gone = () => new DomainError('NOT_FOUND', 'That is no longer in your cart, or no longer for sale.')
  return {
    cuts,
    removed,
    refused: complete ? [] : [gone()],
    ...(taken && { outcome: 'quantities' }),
  }
}

async function keepDestination(input: Input): Promise<Partial<Kept>> {
  const { token, country, rate } = input
  if (country === undefined || !isElsewhere(input)) return {}
  await setDestination({ token, countryCode: country, rateId: rate })
  return { outcome: 'destination' }
}

async function keepCode({ token, visitor, code }: Input): Promise<Partial<Kept>> {
  if (code === '') return {}
  const { kind, cart } = await enterCode({ token, code, visitor })
  // A code finds a new cart where the old one has ended; with nothing else in it that is no use here.
  if (cart.token !== token) throw cartGone()
  return { outcome: kind === 'gift_card' ? 'giftcard' : outcomeOf(cart, code) }
}

/** One way to send it is no choice, and not asked for. */
function isElsewhere({ country, shownCountry, rate, shownRate }: Typed): boolean {
  return country !== shownCountry || (rate !== null && rate !== shownRate)
}
