import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { line, refusalOf, sessionParams, standInForTest } from '../testing/stand-in-for-test'

type Change = Partial<Stripe.Checkout.SessionCreateParams>

const shipping = (amount: number, currency = 'nzd') => ({
  shipping_rate_data: {
    display_name: 'Post',
    type: 'fixed_amount' as const,
    fixed_amount: { amount, currency },
  },
})
const tooMany = (count: number) => Array.from({ length: count }, (_, index) => index)

const refused: [rule: string, change: Change, param: string | undefined][] = [
  ['mode subscription', { mode: 'subscription' }, 'mode'],
  ['an embedded page', { ui_mode: 'embedded_page' }, 'ui_mode'],
  ['a relative success_url', { success_url: '/orders/1' }, 'success_url'],
  ['a success_url that is no address', { success_url: 'javascript:alert(1)' }, 'success_url'],
  ['a relative cancel_url', { cancel_url: '//shop/cart' }, 'cancel_url'],
  ['no line items', { line_items: [] }, 'line_items'],
  ['101 line items', { line_items: tooMany(101).map(() => line('A', 100, 1)) }, 'line_items'],
  ['quantity 0', { line_items: [line('A', 100, 0)] }, 'line_items[0][quantity]'],
  ['quantity -1', { line_items: [line('A', 100, -1)] }, 'line_items[0][quantity]'],
  ['quantity 1e9', { line_items: [line('A', 100, 1e9)] }, 'line_items[0][quantity]'],
  ['a negative price', { line_items: [line('A', -1, 1)] }, 'line_items[0][price_data][unit_amount]'],
  ['a price with a fraction', { line_items: [line('A', 1.5, 1)] }, 'line_items[0][price_data][unit_amount]'],
  ['a price of nine digits', { line_items: [line('A', 1e8, 1)] }, 'line_items[0][price_data][unit_amount]'],
  ['a total of nine digits', { line_items: [line('A', 99_999_999, 2)] }, undefined],
  ['a total below the smallest charge', { line_items: [line('A', 49, 1)] }, undefined],
  ['an unknown currency', { line_items: [line('A', 100, 1, 'xqz')] }, 'line_items[0][price_data][currency]'],
  ['two currencies', { line_items: [line('A', 100, 1), line('B', 100, 1, 'aud')] }, 'line_items'],
  ['another currency beside the lines', { currency: 'aud' }, 'currency'],
  ['a price of the dashboard', { line_items: [{ price: 'price_1', quantity: 1 }] }, 'line_items[0][price]'],
  [
    'a recurring price',
    {
      line_items: [
        { quantity: 1, price_data: { ...line('A', 100, 1).price_data, recurring: { interval: 'month' } } },
      ],
    },
    'line_items[0][price_data][recurring]',
  ],
  ['six delivery options', { shipping_options: tooMany(6).map(() => shipping(500)) }, 'shipping_options'],
  [
    'delivery in another currency',
    { shipping_options: [shipping(500, 'aud')] },
    'shipping_options[0][shipping_rate_data][fixed_amount][currency]',
  ],
  [
    'a negative delivery price',
    { shipping_options: [shipping(-5)] },
    'shipping_options[0][shipping_rate_data][fixed_amount][amount]',
  ],
  ['a customer that is not there', { customer: 'cus_none' }, 'customer'],
  ['a broken e-mail address', { customer_email: 'aroha' }, 'customer_email'],
  ['a coupon that is not there', { discounts: [{ coupon: 'none' }] }, 'discounts[0][coupon]'],
  ['two discounts', { discounts: [{ coupon: 'a' }, { coupon: 'b' }] }, 'discounts'],
  [
    'a discount beside promotion codes',
    { discounts: [{ coupon: 'a' }], allow_promotion_codes: true },
    undefined,
  ],
  ['a field for promotion codes', { allow_promotion_codes: true }, 'allow_promotion_codes'],
  ['tax that Stripe would compute', { automatic_tax: { enabled: true } }, 'automatic_tax[enabled]'],
  ['a value of 501 characters', { metadata: { note: 'x'.repeat(501) } }, 'metadata[note]'],
  [
    'too many keys on the payment intent',
    { payment_intent_data: { metadata: Object.fromEntries(tooMany(51).map((key) => [`k${key}`, 'v'])) } },
    'payment_intent_data[metadata]',
  ],
  [
    'capture by hand',
    { payment_intent_data: { capture_method: 'manual' } },
    'payment_intent_data[capture_method]',
  ],
  [
    'something the stand-in can not do',
    { optional_items: [{ price: 'price_1', quantity: 1 }] },
    'optional_items',
  ],
]

test.each(refused)('%s is refused', async (_, change, param) => {
  const { stripe } = await standInForTest()
  const refusal = await refusalOf(stripe.checkout.sessions.create(sessionParams(change)))
  expect(refusal).toMatchObject({ statusCode: 400, type: 'StripeInvalidRequestError' })
  expect(refusal.param).toBe(param)
  expect((await stripe.checkout.sessions.list()).data).toEqual([])
})

test('a session lives between 30 minutes and 24 hours', async () => {
  const { stripe, control } = await standInForTest()
  const { now } = await control.state()
  // Half a minute of slack on each side, for a slow machine.
  const at = (seconds: number) =>
    stripe.checkout.sessions.create(sessionParams({ expires_at: Math.floor(now / 1000) + seconds }))
  expect((await refusalOf(at(30 * 60 - 1))).param).toBe('expires_at')
  expect((await refusalOf(at(24 * 60 * 60 + 30))).param).toBe('expires_at')
  expect((await at(30 * 60 + 30)).status).toBe('open')
  expect((await at(24 * 60 * 60)).status).toBe('open')
})

test('the life of a session is counted on the clock of the stand-in', async () => {
  const { stripe, control } = await standInForTest()
  await control.moveClock({ seconds: 10 * 60 * 60 })
  const inAnHour = Math.floor(Date.now() / 1000) + 60 * 60
  expect(
    (await refusalOf(stripe.checkout.sessions.create(sessionParams({ expires_at: inAnHour })))).param,
  ).toBe('expires_at')
})

test('a coupon in another currency, used up or out of date is refused', async () => {
  const { stripe, control } = await standInForTest()
  const withCoupon = (coupon: string) =>
    stripe.checkout.sessions.create(sessionParams({ discounts: [{ coupon }] }))
  await stripe.coupons.create({ id: 'aussie', amount_off: 500, currency: 'aud' })
  expect((await refusalOf(withCoupon('aussie'))).param).toBe('discounts[0][coupon]')
  await stripe.coupons.create({ id: 'once', percent_off: 10, max_redemptions: 1 })
  await control.pay({ session: (await withCoupon('once')).id })
  expect((await refusalOf(withCoupon('once'))).code).toBe('coupon_expired')
  expect((await stripe.coupons.retrieve('once')).valid).toBe(false)
  const { now } = await control.state()
  await stripe.coupons.create({ id: 'soon', percent_off: 10, redeem_by: Math.floor(now / 1000) + 3600 })
  await control.moveClock({ seconds: 3601 })
  expect((await refusalOf(withCoupon('soon'))).code).toBe('coupon_expired')
})
