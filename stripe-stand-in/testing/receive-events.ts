import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Stripe from 'stripe'
import { objectErrors } from '../contract/wire-contract'
import { readBody } from '../read-body'
import { closeAfterTest, SECRET } from './stand-in-for-test'

const SHAPES: Record<string, string> = {
  'checkout.session': 'Session',
  payment_intent: 'PaymentIntent',
  charge: 'Charge',
  refund: 'Refund',
  dispute: 'Dispute',
}

type Received = { id: string; type: string; object: Record<string, unknown>; event: Stripe.Event }

/**
 * A webhook endpoint of a shop, closed after the test: it verifies each signature with the real client and keeps what
 * it got. Its answer is 200, or what `answers` (in order of arrival) says; an arrival that can't be verified is a 400.
 */
export async function receiveEvents({ secret = SECRET, answers = [] as number[] } = {}) {
  const received: Received[] = []
  const problems: string[] = []
  const headers: string[] = []
  const stripe = new Stripe('sk_test_unused')
  const state = { secret }
  const server = createServer(async (request, response) => {
    const body = await readBody(request)
    const signature = String(request.headers['stripe-signature'])
    headers.push(signature)
    try {
      const event = stripe.webhooks.constructEvent(body, signature, state.secret)
      const object = JSON.parse(body).data.object
      problems.push(...objectErrors('EventBase', JSON.parse(body)))
      problems.push(...objectErrors(SHAPES[object.object] ?? 'unknown', object))
      received.push({ id: event.id, type: event.type, object, event })
      response.writeHead(answers.shift() ?? 200).end()
    } catch (error) {
      problems.push(String(error))
      response.writeHead(400).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closeAfterTest(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  )
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/api/stripe/webhook`,
    received,
    /** Broken signatures and shapes: should stay empty. */
    problems,
    headers,
    types: () => received.map(({ type }) => type),
    verifyWith(fresh: string) {
      state.secret = fresh
    },
  }
}
