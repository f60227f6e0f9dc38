import fc from 'fast-check'
import Stripe from 'stripe'
import { startCheckout } from '@/lib/checkout/start-checkout'
import { isDomainError } from '@/lib/errors'
import type { StandInControl } from '@/stripe-stand-in/control'
import { origin, sessionOf } from '../shop'

/** What a run has brought about so far. Indexes into its lists wrap around, so that any number names something. */
export type World = {
  control: StandInControl
  settleDown: () => Promise<void>
  goods: { variantId: bigint; stockItemId: bigint }[]
  /** A gift card to buy. */
  voucher: { variantId: bigint }
  codes: string[]
  /** The codes of gift cards, and what names each. */
  cards: { id: bigint; code: string }[]
  carts: string[]
  sessions: string[]
  disputes: string[]
}

/** One thing that happens to the shop. Whatever it is refused is fine; anything else that goes wrong is not. */
export type Act = fc.AsyncCommand<object, World>

export const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length]
export const index = fc.nat(5)

type Run = (world: World) => Promise<unknown>

function command(name: string, run: Run): Act {
  return {
    check: () => true,
    run: async (_, world) => void (await refusable(run(world))),
    toString: () => name,
  }
}

export const act = (name: string, run: Run): fc.Arbitrary<Act> => fc.constant(command(name, run))
export const actWith = <T>(
  name: string,
  input: fc.Arbitrary<T>,
  run: (world: World, input: T) => Promise<unknown>,
) => input.map((value) => command(`${name} ${JSON.stringify(value)}`, (world) => run(world, value)))

export async function checkOut(world: World, cart: number): Promise<void> {
  const cartToken = pick(world.carts, cart)
  if (!cartToken) return
  const { url } = await startCheckout({ cartToken, origin })
  if (url.includes('/pay/')) world.sessions.push(sessionOf(url))
}

/** Refusals by the shop, by Stripe and by the stand-in's controls are part of the game. */
export async function refusable<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    const isRefusal =
      isDomainError(error) ||
      error instanceof Stripe.errors.StripeError ||
      (error instanceof Error && error.message.startsWith('Stripe stand-in,'))
    if (!isRefusal) throw error
  }
}
