import { z } from 'zod'
import { withinLimit } from '@/lib/auth/throttle'
import { loadCart } from '@/lib/cart/load-cart'
import { removeOrderedLines } from '@/lib/cart/remove-ordered-lines'
import { prismaTransaction } from '@/lib/db'
import { refuseUsedBefore } from '@/lib/discounts/refuse-used-before'
import { DomainError } from '@/lib/errors'
import { hasRegion } from '@/lib/has-region'
import { recordPayment } from '@/lib/orders/record-payment'
import { saveCustomer } from '@/lib/orders/save-customer'
import { fingerprint, freezeOrder, holdFrozen } from './freeze-order'
import { checkBuyable, findLiveAttempt } from './start-checkout'

const line = (label: string, max = 200) =>
  z
    .string()
    .trim()
    .min(1, { error: `Please write ${label}.` })
    .max(max, { error: 'That is too long.' })

/** What the hosted page would have asked; with `shippable` false the address is left out. */
export const freeOrderForm = z.object({
  email: z.email({ error: 'Please write an e-mail address, like ana@example.nz.' }).max(320),
  name: line('your name'),
  phone: z.string().trim().max(40, { error: 'That is too long.' }).default(''),
  line1: line('street and number').optional(),
  line2: z.string().trim().max(200).default(''),
  city: line('your town or city').optional(),
  region: z.string().trim().max(200).default(''),
  postcode: line('your postcode', 20).optional(),
})

export type FreeOrderForm = z.infer<typeof freeOrderForm>

/**
 * Of one visitor: more than a family or an office orders, far too few to empty a shelf. Nobody pays for these, so that
 * nothing else holds a script back. A try counts before anything is locked, whatever comes of it.
 */
const tries = { max: 10, seconds: 3600 }

/**
 * Places an order that costs nothing, or that gift cards pay in full, without Stripe: the same freezing, holding and recording as a paid one.
 * @param given `visitor`, the network the request came from, left out where nobody visits; `agreed`, the fingerprint of the cart that the page showed: goods, sums, country and gift cards. There is no payment page to look at them once more
 * @returns the order's token
 * @throws DomainError CART_EMPTY, CART_CHANGED, UNSHIPPABLE, OUT_OF_STOCK, INVALID, TOO_OFTEN
 */
export async function placeFreeOrder(
  cartToken: string,
  form: FreeOrderForm,
  { visitor, agreed }: { visitor?: string; agreed?: string } = {},
): Promise<string> {
  if (visitor !== undefined && !(await withinLimit(`free-order:${visitor}`, tries))) {
    throw new DomainError(
      'TOO_OFTEN',
      'Too many free orders came from your connection. Nothing was ordered and your cart is kept: try again in an hour.',
    )
  }
  return prismaTransaction(async (tx) => {
    const cart = await loadCart(tx, cartToken, { lock: true })
    if (!cart || cart.lines.length === 0) throw new DomainError('CART_EMPTY', 'Your cart is empty.')
    if (agreed !== undefined && agreed !== fingerprint(cart))
      throw new DomainError(
        'CART_CHANGED',
        'Your cart changed since you looked. Look it over, then check out.',
      )
    checkBuyable(cart)
    // Its payment page is still open somewhere: starting the checkout from the cart ends that first.
    if (await findLiveAttempt(tx, cart.id)) {
      throw new DomainError('CART_CHANGED', 'This cart was being paid in another window. Check out again.')
    }
    if (cart.totals.due.minor > 0) {
      throw new DomainError('CART_CHANGED', 'This cart is no longer free. Look it over, then check out.')
    }
    if (cart.shippable) {
      for (const field of neededIn(cart.countryCode)) {
        if (!form[field])
          throw new DomainError('INVALID', 'Please fill this in: it is where we send it.', field)
      }
    }
    const address = {
      name: form.name,
      line1: form.line1 ?? '',
      line2: form.line2,
      city: form.city ?? '',
      region: form.region,
      postcode: form.postcode ?? '',
      countryCode: cart.countryCode,
      phone: form.phone,
    }
    // Before the discounts that freezing takes: a payment of the same customer locks in this order too.
    await saveCustomer(tx, form)
    const order = await freezeOrder(tx, cart)
    if (order.discounted) await refuseUsedBefore(tx, order.id, form.email)
    await holdFrozen(tx, order)
    await recordPayment(tx, order.id, {
      stripeId: `free:${order.id}`,
      amount: 0,
      currency: cart.currency,
      email: form.email,
      phone: form.phone,
      shippingAddress: cart.shippable ? address : null,
      billingAddress: address,
    })
    await removeOrderedLines(tx, order.id)
    return order.token
  })
}

/** The parts of an address without which nothing arrives there. */
function neededIn(countryCode: string) {
  const everywhere = ['line1', 'city', 'postcode'] as const
  return hasRegion(countryCode) ? ([...everywhere, 'region'] as const) : everywhere
}
