import { randomUUID } from 'node:crypto'
import { type Cart, loadCart } from '@/lib/cart/load-cart'
import { isLineWarning } from '@/lib/cart/warnings'
import { type Tx, transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { formatMoney, leastCharge } from '@/lib/money'
import { refuseLargeShare, refuseManyStarts } from './fair-share'
import { type FrozenOrder, fingerprint, freezeOrder, holdFrozen } from './freeze-order'
import { openSession, type WantedSession } from './open-session'
import { replaceAttempt } from './replace-attempt'
import { couponParams, sessionMinutes, sessionParams } from './session-params'
import { refuseUnseen, type ShownCart } from './shown-cart'

type LiveAttempt = WantedSession & {
  state: 'creating' | 'open' | 'processing'
  session_id: string | null
  session_url: string | null
  fingerprint: string
  fresh: boolean
}

type Start = {
  cartToken: string
  /** The shop's own address, where Stripe sends the shopper back to. */
  origin: string
  /** The network the request came from; left out where nobody visits. */
  visitor?: string | undefined
  /** Left out where no page said what the cart comes to and where it goes. */
  shown?: ShownCart | undefined
}

type Next = { open: WantedSession } | { redirect: string } | { replace: LiveAttempt }

/**
 * Turns a cart into a payment page. One transaction freezes the order, promises its stock and writes down what Stripe
 * will be asked; only then is Stripe called, and a lost answer is asked for again under the same key. The same cart
 * asked again (double click, second tab, back button) continues the same checkout; a changed one replaces it.
 * @returns Stripe's page, or the shop's own for an order with nothing due
 * @throws DomainError CART_EMPTY, CART_CHANGED, UNSHIPPABLE, OUT_OF_STOCK, AMOUNT_TOO_SMALL, PAYMENT_UNAVAILABLE, TOO_OFTEN
 */
export async function startCheckout(input: Start): Promise<{ url: string }> {
  for (let round = 0; round < 3; round++) {
    const next = await transaction((tx) => prepare(tx, input))
    if ('redirect' in next) return { url: next.redirect }
    if ('open' in next) {
      const url = await openSession(next.open)
      if (url) return { url }
      continue
    }
    const replaced = await replaceAttempt({ id: next.replace.id, sessionId: next.replace.session_id })
    if (replaced.state === 'paid' || replaced.state === 'processing') {
      return { url: `/orders/${replaced.orderToken}` }
    }
  }
  throw new DomainError(
    'CONFLICT',
    'Your cart is being checked out in another window. Close it and try again.',
  )
}

async function prepare(tx: Tx, input: Start): Promise<Next> {
  const cart = await loadCart(tx, input.cartToken, { lock: true })
  if (!cart || cart.lines.length === 0) throw new DomainError('CART_EMPTY', 'Your cart is empty.')
  if (input.shown) refuseUnseen(cart, input.shown)
  const live = await findLiveAttempt(tx, cart.id)
  if (live) {
    if (live.fingerprint !== fingerprint(cart) || !live.fresh) return { replace: live }
    if (live.state === 'creating') return { open: live }
    if (live.state === 'open' && live.session_url) return { redirect: live.session_url }
    return { replace: live }
  }
  checkBuyable(cart)
  if (cart.totals.due.minor === 0) return { redirect: '/checkout' }
  refuseTooSmall(cart)
  await refuseManyStarts(tx, cart.id, input.visitor)
  const order = await freezeOrder(tx, cart)
  const wanted = await writeAttempt(tx, cart, order, input)
  await holdFrozen(tx, order)
  await refuseLargeShare(tx, order.id, input.visitor)
  return { open: wanted }
}

/** Said before anything is written, or Stripe would say it. @throws DomainError AMOUNT_TOO_SMALL */
function refuseTooSmall(cart: Cart): void {
  const { due } = cart.totals
  const least = leastCharge(cart.currency)
  if (due.minor < least.minor)
    throw new DomainError(
      'AMOUNT_TOO_SMALL',
      `A card can’t pay less than ${formatMoney(least)}. Nothing was charged: add something to your cart.`,
    )
}

/** The cart page says the same, line by line; here it only stops. @throws DomainError */
export function checkBuyable(cart: Cart): void {
  if (
    cart.warnings.some(isLineWarning) ||
    cart.lines.some((line) => line.state !== 'ok' || line.quantity < 1)
  ) {
    throw new DomainError('CART_CHANGED', 'Something in your cart changed. Look it over, then check out.')
  }
  if (cart.giftCards.some(({ usable }) => !usable)) {
    throw new DomainError('CART_CHANGED', 'A gift card can’t be used any more. Take it off, then check out.')
  }
  if (cart.shippable && !cart.rate) {
    throw new DomainError('UNSHIPPABLE', 'We can’t send this cart to the country you chose.', 'country')
  }
}

/** The checkout of a cart that may still be paid. */
export async function findLiveAttempt(tx: Tx, cartId: bigint): Promise<LiveAttempt | undefined> {
  const [live] = await tx.$queryRaw<LiveAttempt[]>`
    SELECT attempt.id, attempt.order_id AS "orderId", attempt.idempotency_key AS "idempotencyKey", attempt.params,
      attempt.coupon, attempt.state, attempt.session_id, attempt.session_url, "order".fingerprint, attempt.expires_at > now() + interval '2 minutes' AS fresh
    FROM "order" JOIN checkout_attempt attempt ON attempt.order_id = "order".id
    WHERE "order".cart_id = ${cartId} AND "order".status = 'pending_payment'
      AND attempt.state IN ('creating', 'open', 'processing')`
  return live
}

async function writeAttempt(
  tx: Tx,
  cart: Cart,
  order: FrozenOrder,
  { origin, visitor }: Start,
): Promise<WantedSession> {
  const key = randomUUID()
  const now = Date.now()
  const expiresAt = new Date(now + sessionMinutes * 60_000)
  const params = sessionParams({ cart, orderId: order.id, orderToken: order.token, key, origin, expiresAt })
  const coupon = couponParams({ cart, key })
  // Handed on as the database gives them back, so that a replay read from there is the same to the letter.
  const [attempt] = await tx.$queryRaw<WantedSession[]>`
    INSERT INTO checkout_attempt (order_id, idempotency_key, params, coupon, expires_at, visitor, check_at, updated_at)
    VALUES (${order.id}, ${key}, ${JSON.stringify(params)}::jsonb,
      ${coupon && JSON.stringify(coupon)}::jsonb, ${expiresAt}, ${visitor ?? null},
      ${new Date(now + 2 * 60_000)}, now())
    RETURNING id, order_id AS "orderId", idempotency_key AS "idempotencyKey", params, coupon`
  if (!attempt) throw new Error('no attempt was written')
  return attempt
}
