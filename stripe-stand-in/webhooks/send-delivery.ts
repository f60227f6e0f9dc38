import { shownEvent } from '../api/operations'
import type { Store } from '../state/store'
import type { Delivery } from '../state/tables'
import { signatureOf } from './sign'

/** Seconds on the stand-in's clock between one failed try and the next; after the last one it gives up. */
const RETRY_AFTER = [5, 15, 60, 300, 1800, 7200, 21_600, 43_200, 86_400]
const TIMEOUT_MS = 15_000

/** Sends a delivery once and notes how that went. Never throws: a failed try is a note, too. */
export async function sendDelivery(store: Store, url: string, delivery: Delivery, stop: AbortSignal) {
  const { payload, secrets } = store.commit((tx) => {
    const event = tx.get('event', delivery.event)
    const valid = tx.settings().secrets.filter(({ until }) => until === null || until > tx.now)
    return {
      payload: JSON.stringify(event ? shownEvent(event, tx) : null, null, 2),
      secrets: valid.map(({ secret }) => secret),
    }
  })
  const attempt = { status: null as number | null, error: null as string | null }
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        'Stripe-Signature': signatureOf(payload, secrets, Math.floor(Date.now() / 1000)),
      },
      body: payload,
      redirect: 'manual',
      signal: AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)]),
    })
    await response.body?.cancel()
    attempt.status = response.status
  } catch (error) {
    // Stopping in the middle of a try leaves no note: the delivery is sent again after the next start.
    if (stop.aborted) return
    attempt.error = error instanceof Error ? String(error.cause ?? error.message) : String(error)
  }
  store.commit((tx) => {
    const current = tx.get('delivery', delivery.id)
    if (!current) return
    const tries = [...current.tries, { at: tx.now, ...attempt }]
    const pause = RETRY_AFTER[tries.length - 1]
    const isDelivered = attempt.status !== null && attempt.status >= 200 && attempt.status < 300
    const state = isDelivered ? 'delivered' : pause === undefined ? 'given_up' : 'waiting'
    tx.put('delivery', current.id, { ...current, tries, state, nextTry: tx.now + (pause ?? 0) * 1000 })
  })
}
