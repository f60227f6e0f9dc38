import { expect, test } from 'vitest'
import { sessionParams, standInForTest } from '../testing/stand-in-for-test'
import { testDetails } from './test-details'

async function openPage(change: Parameters<typeof sessionParams>[0] = {}) {
  const standIn = await standInForTest()
  const session = await standIn.stripe.checkout.sessions.create(sessionParams(change))
  const address = session.url ?? ''
  return {
    ...standIn,
    session,
    address,
    get: (path = '') => fetch(address + path, { redirect: 'manual' }),
    post: (values: Record<string, string>, path = '') =>
      fetch(address + path, { method: 'POST', body: new URLSearchParams(values), redirect: 'manual' }),
    look: () => standIn.stripe.checkout.sessions.retrieve(session.id),
    details: testDetails(session, 'card'),
  }
}

test('the page says that no money moves, what is bought, and leads back to the shop', async () => {
  const { get } = await openPage()
  const response = await get()
  const page = await response.text()
  expect(response.status).toBe(200)
  expect(page).toContain('no money moves')
  expect(page).toContain('Gut powder')
  expect(page).toContain('$50.00')
  expect(page).toContain('href="http://localhost:3000/cart"')
  expect(page).not.toContain('<script')
  expect(page).toContain('<option value="AU">Australia</option>')
  expect(page).not.toContain('United States')
})

test('the page may load nothing but its own style, and be framed by nobody', async () => {
  const { get } = await openPage()
  const { headers } = await get()
  const policy = headers.get('content-security-policy')
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("form-action 'self' http://localhost:3000;")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('cache-control')).toBe('no-store')
})

test('paying leads to the success address, and paying twice leads there again', async () => {
  const { details, get, look, post, session } = await openPage()
  const first = await post(details)
  expect(first.status).toBe(303)
  expect(first.headers.get('location')).toBe(`http://localhost:3000/checkout/return?session=${session.id}`)
  const second = await post(details)
  expect(second.headers.get('location')).toBe(first.headers.get('location'))
  expect((await look()).payment_status).toBe('paid')
  expect(await (await get()).text()).toContain('already paid')
})

test.each([
  ['email', 'aroha', 'Enter an e-mail address'],
  ['name', '', 'Enter your full name'],
  ['country', 'US', 'Choose a country from the list'],
  ['line1', '', 'Enter the street'],
  ['city', '', 'Enter the town'],
  ['postal_code', '', 'Enter the postcode'],
  ['postal_code', '12', 'four digits'],
  ['card_number', '4242 4242 4242 4241', 'Check the card number'],
  ['card_expiry', '13/34', 'Enter the expiry date'],
  ['card_expiry', '01/20', 'This card has expired'],
  ['card_cvc', '12', 'three or four digits'],
  ['method', 'paypal', 'Choose how to pay'],
  ['name', 'x'.repeat(201), 'Shorten this'],
])('%s = %j is explained beside the field, and nothing is paid', async (field, value, text) => {
  const { details, look, post } = await openPage()
  const response = await post({ ...details, [field]: value })
  const page = await response.text()
  expect(response.status).toBe(422)
  expect(page).toContain(text)
  expect(page).toContain(`href="#${field}"`)
  expect((await look()).payment_intent).toBeNull()
})

test('what was typed stays, except what belongs to the card alone', async () => {
  const { details, post } = await openPage()
  const page = await (
    await post({ ...details, email: '"><script>alert(1)</script>', line1: '7 Rātā Street' })
  ).text()
  expect(page).toContain('7 Rātā Street')
  expect(page).not.toContain('<script')
  expect(page).not.toContain('4242 4242 4242 4242"')
  expect(page).toContain('value="12/34"')
})

test('a declined card says so, keeps the address, and another card works', async () => {
  const { details, look, post } = await openPage()
  const declined = await post({ ...details, card_number: '4000 0000 0000 9995', line1: '7 Rātā Street' })
  const page = await declined.text()
  expect(declined.status).toBe(422)
  expect(page).toContain('insufficient funds')
  expect(page).toContain('7 Rātā Street')
  expect((await post(details)).status).toBe(303)
  expect((await look()).payment_status).toBe('paid')
})

test('a bank that asks "is it you?" can be answered with no, and then with yes', async () => {
  const { details, get, look, post, session } = await openPage()
  const submit = () => post({ ...details, card_number: '4000 0025 0000 3155', line1: '7 Rātā Street' })
  expect((await submit()).headers.get('location')).toBe(`/pay/${session.id}/authenticate`)
  expect(await (await get('/authenticate')).text()).toContain('Approve the payment')
  expect((await post({ answer: 'fail' }, '/authenticate')).headers.get('location')).toBe(`/pay/${session.id}`)
  const page = await (await get()).text()
  expect(page).toContain('unable to authenticate')
  expect(page).toContain('7 Rātā Street')
  await submit()
  expect((await post({ answer: 'approve' }, '/authenticate')).headers.get('location')).toContain(
    '/checkout/return',
  )
  expect((await look()).payment_status).toBe('paid')
})

test('the question is only asked when a payment waits for it', async () => {
  const { get, look, post, session } = await openPage()
  expect((await get('/authenticate')).headers.get('location')).toBe(`/pay/${session.id}`)
  expect((await post({ answer: 'approve' }, '/authenticate')).headers.get('location')).toBe(
    `/pay/${session.id}`,
  )
  expect((await look()).status).toBe('open')
})

test('a bank debit is taken from a test account only', async () => {
  const { details, look, post } = await openPage()
  const debit = { ...details, method: 'nz_bank_account' }
  expect((await post({ ...debit, account: '01-0001-0000001-00' })).status).toBe(422)
  expect((await post({ ...debit, account: '1100000000000010' })).status).toBe(303)
  expect(await look()).toMatchObject({ status: 'complete', payment_status: 'unpaid' })
})

test('an expired page says that nothing was paid, also to someone who pays in its last second', async () => {
  const { control, details, get, post, session } = await openPage()
  await control.moveClock({ to: session.expires_at })
  const late = await post(details)
  expect(late.status).toBe(410)
  const page = await (await get()).text()
  expect(page).toContain('Nothing was paid')
  expect(page).toContain('href="http://localhost:3000/cart"')
})

test('phone, delivery options and their totals are there when the session asks for them', async () => {
  const option = (name: string, amount: number) => ({
    shipping_rate_data: {
      display_name: name,
      type: 'fixed_amount' as const,
      fixed_amount: { amount, currency: 'nzd' },
    },
  })
  const { details, get, look, post } = await openPage({
    phone_number_collection: { enabled: true },
    shipping_options: [option('Standard', 0), option('Express', 900)],
  })
  const page = await (await get()).text()
  expect(page).toContain('Standard, free')
  expect(page).toContain('Total $59.00')
  expect((await post({ ...details, phone: '12' })).status).toBe(422)
  expect((await post({ ...details, shipping_option: '2' })).status).toBe(422)
  await post({ ...details, shipping_option: '1' })
  expect((await look()).amount_total).toBe(5900)
})

test('what is off is called what its coupon is called, and one delivery by its name', async () => {
  const { stripe } = await standInForTest()
  const name = 'TEN $3.00, <b>card</b> $2.00'
  const coupon = await stripe.coupons.create({ amount_off: 500, currency: 'nzd', name })
  const delivery = { display_name: 'Standard', fixed_amount: { amount: 650, currency: 'nzd' } }
  const { url } = await stripe.checkout.sessions.create(
    sessionParams({
      discounts: [{ coupon: coupon.id }],
      shipping_options: [{ shipping_rate_data: { type: 'fixed_amount', ...delivery } }],
    }),
  )
  const page = await (await fetch(url ?? '')).text()
  expect(page).toContain('<dt>TEN $3.00, &#60;b&#62;card&#60;/b&#62; $2.00</dt>')
  expect(page).toContain('<dt>Delivery, Standard</dt>')
})

test('the test details pass the checks of the page, whatever the allowed country', async () => {
  const { get, look, post, session } = await openPage({
    shipping_address_collection: { allowed_countries: ['AU'] },
  })
  expect(await (await get('?fill=card')).text()).toContain('value="4242 4242 4242 4242"')
  expect((await post(testDetails(session, 'card'))).status).toBe(303)
  expect((await look()).collected_information?.shipping_details?.address.country).toBe('AU')
})

test('an e-mail address the shop gave is shown, and stays', async () => {
  const { details, get, look, post } = await openPage({ customer_email: 'kiri@example.com' })
  expect(await (await get()).text()).toMatch(/value="kiri@example.com"[^>]* readonly/)
  await post({ ...details, email: 'other@example.com' })
  expect((await look()).customer_details?.email).toBe('kiri@example.com')
})

test("the shop's own words are shown, as words", async () => {
  const { get } = await openPage({
    submit_type: 'book',
    custom_text: {
      submit: { message: 'Packed <b>on Mondays</b>.' },
      shipping_address: { message: 'No post boxes.' },
    },
  })
  const page = await (await get()).text()
  expect(page).toContain('Packed &#60;b&#62;on Mondays')
  expect(page).toContain('No post boxes.')
  expect(page).toContain('Book $50.00')
})

test('a success address with letters of any language leads there', async () => {
  const { details, post } = await openPage({
    success_url: 'http://localhost:3000/kia-ora/whānau?s={CHECKOUT_SESSION_ID}',
  })
  expect((await post(details)).headers.get('location')).toContain('/kia-ora/wh%C4%81nau?s=cs_test_')
})

test('a page that does not exist is a 404 that gives nothing away', async () => {
  const { url } = await standInForTest()
  expect((await fetch(`${url}/pay/cs_test_none`)).status).toBe(404)
  expect((await fetch(`${url}/pay/`)).status).toBe(404)
})
