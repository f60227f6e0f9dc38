import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { db, sql } from '@/lib/db'
import { cutOff } from '@/lib/testing/cut-off'
import { checkOut, fillCart, orderOf, origin, testShop, webhookSecrets } from '@/lib/testing/shop'
import { smallProduct } from '@/prisma/factories'
import { signatureOf } from '@/stripe-stand-in/webhooks/sign'
import { POST } from './route'

const { databaseUrl, control, settleDown } = testShop()

let bag: Awaited<ReturnType<typeof smallProduct>>
let id: string

beforeAll(async () => {
  bag = await smallProduct({ handle: 'bag', stock: 1000 })
})

beforeEach(() => {
  id = `evt_${randomUUID().replaceAll('-', '')}`
})

const now = () => Math.floor(Date.now() / 1000)

/** An event about nothing of ours: it is taken in and worked through, and changes nothing. */
const event = (change: object = {}) =>
  JSON.stringify({
    id,
    object: 'event',
    type: 'customer.created',
    livemode: false,
    data: { object: { id: 'cus_1', object: 'customer' } },
    ...change,
  })

const send = async (body: string | ReadableStream, signature: string | null) =>
  (await answerTo(body, signature)).status

async function answerTo(body: string | ReadableStream, signature: string | null): Promise<Response> {
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    body,
    duplex: 'half',
    headers: signature === null ? {} : { 'stripe-signature': signature },
  }
  return POST(new Request(`${origin}/api/stripe/webhook`, init))
}

const signed = (body: string, secret: string = webhookSecrets.first, at = now()) =>
  signatureOf(body, [secret], at)
const rows = () => db().webhookEvent.count({ where: { id } })

test('a signed event is in the inbox once 200 is said, together with its job', async () => {
  const body = event()
  expect(await send(body, signed(body))).toBe(200)
  expect(await rows()).toBe(1)
  await settleDown()
  expect(await db().webhookEvent.findUnique({ where: { id } })).toMatchObject({ state: 'processed' })
})

test('the same event twenty times at once is one row and one job', async () => {
  const body = event()
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(body, signed(body))))
  expect(new Set(answers)).toEqual(new Set([200]))
  expect(await rows()).toBe(1)
  const jobs = await sql().$queryRaw`
    SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE key = ${`process_event:${id}`}`
  expect(jobs).toEqual([{ count: 1 }])
})

test.each([
  ['unsigned', () => null],
  ['with an empty signature', () => ''],
  ['with a garbled signature', () => 't=now,v1=abc'],
  ['with a time and no signature', () => `t=${now()}`],
  ['with a time and an empty signature', () => `t=${now()},v1=`],
  [
    'with an empty signature before a good one of another body',
    (body: string) => `v1=,${signed(`${body} `)}`,
  ],
  ['forged: signed for another body', (body: string) => signed(`${body} `)],
  ['signed with a foreign secret', (body: string) => signed(body, 'whsec_of_somebody_else')],
  ['stale: signed six minutes ago', (body: string) => signed(body, webhookSecrets.first, now() - 360)],
  ['from the future', (body: string) => signed(body, webhookSecrets.first, now() + 360)],
  ['without a time', (body: string) => signed(body).replace(/^t=\d+,/, '')],
])(
  'an event that comes %s is refused with 400, in words about its signature, and leaves no row',
  async (_, sign) => {
    const body = event()
    const answer = await answerTo(body, sign(body))
    expect(answer.status).toBe(400)
    expect(await answer.json()).toEqual({ error: 'The signature is missing or wrong, or of another time.' })
    expect(await rows()).toBe(0)
  },
)

test('an event of the other mode is refused, though its signature is good', async () => {
  for (const livemode of [true, 'false', null, undefined]) {
    const body = event({ livemode })
    expect(await send(body, signed(body))).toBe(400)
  }
  expect(await rows()).toBe(0)
})

test('what is signed and is not an event is refused', async () => {
  for (const body of ['null', '[]', '{', '"text"', '{"object":"event"}', '{"object":"v2.core.event"}']) {
    const answer = await answerTo(body, signed(body))
    expect(answer.status, body).toBe(400)
    expect(await answer.json(), body).toEqual({ error: 'The body is not an event.' })
  }
  expect(await send('', signed(''))).toBe(400)
})

test('either secret is taken while it is being rotated, and both signatures at once', async () => {
  const body = event()
  expect(await send(body, signed(body, webhookSecrets.second))).toBe(200)
  expect(await send(body, signatureOf(body, ['whsec_gone', webhookSecrets.first], now()))).toBe(200)
  expect(await rows()).toBe(1)
})

test('a secret rotated at Stripe, then the old one gone: payments arrive all along', async () => {
  for (const keepOldSeconds of [3600, 0]) {
    const session = await checkOut(await fillCart({ variantId: bag.variantId }))
    await control().rotateSecret({ secret: webhookSecrets.second, keepOldSeconds })
    await control().pay({ session })
    await settleDown()
    expect(await orderOf(session)).toMatchObject({ status: 'placed' })
  }
})

test('a body of ten megabytes is refused with 413, most of it unread', async () => {
  let sent = 0
  const endless = new ReadableStream({
    pull(controller) {
      if (sent >= 10_000_000) return controller.close()
      sent += 65_536
      controller.enqueue(new Uint8Array(65_536).fill(32))
    },
  })
  expect(await send(endless, signed('x'))).toBe(413)
  expect(sent).toBeLessThan(2_000_000)
})

test('while the database is down Stripe is told 503, and its next try brings the payment', async () => {
  const session = await checkOut(await fillCart({ variantId: bag.variantId }))
  const database = await cutOff(databaseUrl())
  await control().pay({ session })
  await control().idle()
  const { deliveries } = await control().deliveries()
  const tried = deliveries.filter(({ state }) => state === 'waiting')
  expect(tried.length).toBeGreaterThan(0)
  expect(tried.every(({ tries }) => tries.at(-1)?.status === 503)).toBe(true)
  await database.back()
  await control().moveClock({ seconds: 10 })
  await settleDown()
  await control().moveClock({ seconds: -10 })
  expect(await orderOf(session)).toMatchObject({ status: 'placed' })
})
