import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { POST } from '@/app/api/stripe/webhook/route'
import { addLines } from '@/lib/cart/add-lines'
import { loadCart } from '@/lib/cart/load-cart'
import type { ShownCart } from '@/lib/checkout/shown-cart'
import { startCheckout } from '@/lib/checkout/start-checkout'
import { db, sql } from '@/lib/db'
import { stripe } from '@/lib/stripe'
import { smallShop } from '@/prisma/factories'
import type { StandInControl } from '@/stripe-stand-in/control'
import { type StandIn, startStandIn } from '@/stripe-stand-in/start-stand-in'
import { testDatabase } from './database'
import { checkInvariants } from './invariants'
import { hasWork, work } from './work'

/** A card, or a bank that decides later; what is typed into the payment page. */
type HowPaid = Omit<Parameters<StandInControl['pay']>[0], 'session'>

export const origin = 'http://localhost:3000'

/** Secrets of which the shop takes either; the stand-in signs with the first until a test rotates it. */
export const webhookSecrets = { first: 'whsec_first_of_the_tests', second: 'whsec_second_of_the_tests' }

/**
 * A shop with everything around it for a test file: a database of its own, a Stripe stand-in, the webhook's real
 * route between the two. The worker runs when a test says so. After each test faults end, what is under way is worked
 * off, and the books must be right.
 */
export function testShop() {
  const { url } = testDatabase()
  let running: StandIn | undefined
  let status: number | undefined
  const door = createServer((request, response) => void answer(request, response, status))
  const standIn = (): StandIn => {
    if (!running) throw new Error('the stand-in has not been started')
    return running
  }
  beforeAll(async () => {
    await once(door.listen(0, '127.0.0.1'), 'listening')
    const webhookUrl = `http://127.0.0.1:${(door.address() as AddressInfo).port}/api/stripe/webhook`
    running = await startStandIn({ webhookUrl, webhookSecret: webhookSecrets.first })
    process.env.STRIPE_SECRET_KEY = 'sk_test_stand_in'
    process.env.STRIPE_API_URL = running.url
    process.env.STRIPE_WEBHOOK_SECRET = `${webhookSecrets.first},${webhookSecrets.second}`
    await smallShop()
  })
  afterAll(async () => {
    await running?.close()
    door.closeAllConnections()
    door.close()
  })
  afterEach(async () => {
    await control().release()
    await control().clearFaults()
    await settleDown()
    await checkInvariants({ standIn: standIn() })
  })
  const control = () => standIn().control
  async function settleDown() {
    await control().idle()
    while (await hasWork()) {
      await work()
      await control().idle()
    }
  }
  return {
    databaseUrl: url,
    standIn,
    control,
    /** Makes the webhook's door answer with this status and do nothing; undefined opens it again. */
    shutDoor: (answerWith: number | undefined) => {
      status = answerWith
    },
    /** Every event is delivered and every job that is due is done, those that these bring along included. */
    settleDown,
    /** An order of one product, bought and paid for. */
    async paidOrder(goods: { variantId: bigint; quantity?: number }, how: HowPaid = {}) {
      const session = await checkOut(await fillCart(goods))
      await control().pay({ session, ...how })
      if (how.debit) await control().settle({ session, outcome: 'succeeds' })
      await settleDown()
      return { ...(await orderOf(session)), session }
    },
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, status: number | undefined) {
  const result = status ? new Response(null, { status }) : await POST(toRequest(request))
  response.writeHead(result.status)
  response.end(await result.text())
}

function toRequest(request: IncomingMessage): Request {
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: request.headers as Record<string, string>,
    body: Readable.toWeb(request) as ReadableStream,
    duplex: 'half',
  }
  return new Request(`${origin}${request.url}`, init)
}

/** Makes every live attempt due for the reconciler. */
export async function hurryAttempts(): Promise<void> {
  await sql().$executeRaw`UPDATE checkout_attempt SET check_at = now()`
}

/** A cart with these variants in it. @returns its token */
export async function fillCart(...lines: { variantId: bigint; quantity?: number }[]): Promise<string> {
  const cart = await addLines({
    token: null,
    lines: lines.map(({ variantId, quantity = 1 }) => ({ variantId, quantity })),
  })
  return cart.token
}

/** Checks a cart out. @returns the id of Stripe's session */
export async function checkOut(cartToken: string): Promise<string> {
  return sessionOf((await startCheckout({ cartToken, origin })).url)
}

/** What a page would say now that a cart comes to. */
export async function shownOf(cartToken: string): Promise<ShownCart> {
  const cart = await loadCart(sql(), cartToken)
  if (!cart) throw new Error('there is no such cart')
  return { total: cart.totals.total.minor, due: cart.totals.due.minor }
}

/** @returns the session that a hosted page's address leads to */
export function sessionOf(url: string): string {
  const id = /\/pay\/(cs_\w+)$/.exec(url)?.[1]
  if (!id) throw new Error(`${url} is no payment page`)
  return id
}

/** The order that a session was made for. */
export async function orderOf(sessionId: string) {
  return db().order.findFirstOrThrow({
    where: { attempts: { some: { sessionId } } },
    include: { lines: { orderBy: { position: 'asc' } } },
  })
}

/** Changes a setting of the shop's one Stripe client, as if it had been made so. @returns how to change it back */
export function setStripe(field: 'timeout' | 'port' | 'maxNetworkRetries', value: number): () => void {
  const client = stripe() as unknown as {
    getApiField(name: string): unknown
    _setApiField(name: string, value: unknown): void
  }
  const before = client.getApiField(field)
  client._setApiField(field, value)
  return () => client._setApiField(field, before)
}
