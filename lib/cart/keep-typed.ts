import { outcomeOf } from './cart-discounts'
import { cartGone } from './cart-gone'
import { enterCode } from './enter-code'
import { setDestination } from './set-destination'
import { checkNote, setNote } from './set-note'

/** What the fields of the cart's page hold, and what the page had put there. Left out is not on the page. */
export type Typed = {
  note?: string | undefined
  shownNote?: string | undefined
  country?: string | undefined
  shownCountry?: string | undefined
  rate: bigint | null
  shownRate: bigint | null
  /** Empty for none. */
  code: string
}

/** What came of it, the most important where it is several things; null where nothing was typed. */
export type Kept = 'code' | 'waits' | 'kept' | 'giftcard' | 'destination' | 'saved' | null

/** Whether it may have changed what there is to pay, which is shown before anybody pays it. */
export function isToBeSeen(kept: Kept): boolean {
  return kept !== null && kept !== 'saved'
}

/**
 * Takes over what was typed on the cart's page, whichever of its buttons is pressed. A field that nobody touched says
 * nothing, or a window left open would undo what another one did. The note comes first: nothing that is wrong with the
 * rest loses it.
 * @param input.visitor the network the request came from: guesses at codes are limited
 * @throws DomainError INVALID (`note`), UNSHIPPABLE, what `enterCode` throws, NOT_FOUND where the cart is gone
 */
export async function keepTyped(
  input: Typed & { token: string; visitor?: string | undefined },
): Promise<Kept> {
  const { token, visitor, code } = input
  let kept: Kept = null
  if (input.note !== undefined && checkNote(input.note) !== checkNote(input.shownNote ?? '')) {
    await setNote({ token, note: input.note })
    kept = 'saved'
  }
  if (input.country !== undefined && isElsewhere(input)) {
    await setDestination({ token, countryCode: input.country, rateId: input.rate })
    kept = 'destination'
  }
  if (code !== '') {
    const { kind, cart } = await enterCode({ token, code, visitor })
    // A code finds a new cart where the old one has ended; with nothing else in it that is no use here.
    if (cart.token !== token) throw cartGone()
    kept = kind === 'gift_card' ? 'giftcard' : outcomeOf(cart, code)
  }
  return kept
}

/** One way to send it is no choice, and not asked for. */
function isElsewhere({ country, shownCountry, rate, shownRate }: Typed): boolean {
  return country !== shownCountry || (rate !== null && rate !== shownRate)
}
