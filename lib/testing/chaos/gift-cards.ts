import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { addLines } from '@/lib/cart/add-lines'
import { applyGiftCards } from '@/lib/cart/apply-gift-cards'
import { freeOrderForm, placeFreeOrder } from '@/lib/checkout/place-free-order'
import { startCheckout } from '@/lib/checkout/start-checkout'
import { db } from '@/lib/db'
import { adjustGiftCard } from '@/lib/gift-cards/adjust-gift-card'
import { setGiftCardDisabled } from '@/lib/gift-cards/set-gift-card-disabled'
import { requestRefund } from '@/lib/orders/request-refund'
import { origin } from '../shop'
import { owner } from '../staff'
import { actWith, checkOut, index, pick, type World } from './world'

const buyer = freeOrderForm.parse({
  email: 'aroha@example.com',
  name: 'Aroha',
  line1: '1 Beach Road',
  city: 'Tauranga',
  postcode: '3110',
})

/** A card of the world as it is now. */
async function cardAt({ cards }: World, at: number) {
  const id = pick(cards, at)?.id
  return id === undefined ? null : db().giftCard.findUniqueOrThrow({ where: { id } })
}

/** Pays what Stripe is to take, or places the order where cards leave nothing. */
async function payAtOnce(world: World, cart: number): Promise<void> {
  const cartToken = pick(world.carts, cart)
  if (!cartToken) return
  const { url } = await startCheckout({ cartToken, origin })
  if (url === '/checkout') {
    await placeFreeOrder(cartToken, buyer)
    return
  }
  await checkOut(world, cart)
  const session = world.sessions.at(-1)
  if (session) await world.control.pay({ session })
}

/** Money on cards, and cards bought with money. */
export const giftCards = [
  actWith(
    'put gift cards on',
    fc.record({ cart: index, cards: fc.subarray([0, 1, 2]), replace: fc.boolean() }),
    async ({ carts, cards }, input) => {
      const token = pick(carts, input.cart)
      const codes = input.cards.flatMap((at) => pick(cards, at)?.code ?? [])
      if (token) await applyGiftCards({ token, codes, replace: input.replace })
    },
  ),
  actWith('pay with gift cards', index, payAtOnce),
  actWith('buy a gift card and goods', fc.record({ goods: index, card: index }), async (world, input) => {
    const goods = pick(world.goods, input.goods)
    const code = pick(world.cards, input.card)?.code
    if (!goods || !code) return
    const lines = [world.voucher, goods].map(({ variantId }) => ({ variantId, quantity: 1 }))
    const { token } = await addLines({ token: null, lines })
    world.carts.push(token)
    await applyGiftCards({ token, codes: [code] })
    await payAtOnce(world, world.carts.length - 1)
  }),
  actWith('give a bought card on', index, async (world, at) => {
    // Its code stands in its row until the mail has gone.
    const unsent = await db().giftCard.findMany({
      where: { unsentCode: { not: null }, orderLine: { order: { cart: { token: { in: world.carts } } } } },
      orderBy: { id: 'asc' },
    })
    const card = pick(unsent, at)
    if (card?.unsentCode) world.cards.push({ id: card.id, code: card.unsentCode })
  }),
  actWith(
    'spend over the counter',
    fc.record({ card: index, balance: fc.constantFrom(0, 100, 4000) }),
    async (world, input) => {
      const card = await cardAt(world, input.card)
      if (!card) return
      const seen = { seen: card.balance, balance: input.balance, reason: 'over the counter' }
      await adjustGiftCard(owner, {
        giftCardId: card.id,
        version: card.version,
        ...seen,
        requestKey: randomUUID(),
      })
    },
  ),
  actWith('disable or enable', index, async (world, at) => {
    const card = await cardAt(world, at)
    if (!card) return
    await setGiftCardDisabled(owner, {
      giftCardId: card.id,
      version: card.version,
      disabled: !card.disabled,
    })
  }),
  actWith('a card runs out', fc.record({ card: index, over: fc.boolean() }), async (world, input) => {
    const card = await cardAt(world, input.card)
    const expiresAt = input.over ? new Date() : null
    if (card) await db().giftCard.update({ where: { id: card.id }, data: { expiresAt } })
  }),
  actWith(
    'refund, cards first',
    fc.record({ at: index, amount: fc.integer({ min: 1, max: 9000 }) }),
    async ({ carts }, input) => {
      const orders = await db().order.findMany({
        where: { cart: { token: { in: carts } }, giftCardAmount: { gt: 0 }, status: 'placed' },
        orderBy: { id: 'asc' },
      })
      const order = pick(orders, input.at)
      if (!order) return
      await requestRefund(owner, {
        orderId: order.id,
        version: order.version,
        lines: [],
        amount: input.amount,
        giftCardsFirst: true,
        reason: '',
        requestKey: randomUUID(),
      })
    },
  ),
]
