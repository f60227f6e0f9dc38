import { createHash } from 'node:crypto'
import type { Store } from '../state/store'
import type { StoredAnswer } from '../state/tables'
import { idempotencyError, invalidRequest } from './stripe-error'

const KEPT_MS = 24 * 60 * 60 * 1000

/**
 * Looks a key up before a request is worked on: the answer to replay, or null for a new key.
 * https://docs.stripe.com/api/idempotent_requests
 * @throws StandInError 400 when the key was used for another request, 409 while its first request is under way
 */
export function findAnswer(
  store: Store,
  inUse: ReadonlySet<string>,
  key: string,
  request: { endpoint: string; fingerprint: string },
): StoredAnswer | null {
  if (key.length > 255)
    throw invalidRequest('Idempotency keys may have at most 255 characters.', { param: 'Idempotency-Key' })
  if (inUse.has(key))
    throw invalidRequest(
      `There is currently another in-progress request using this Idempotency Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
      { code: 'idempotency_key_in_use' },
      409,
    )
  const stored = store.commit((tx) => {
    const answer = tx.get('idempotency', key)
    return answer && tx.now - answer.at < KEPT_MS ? answer : null
  })
  if (!stored) return null
  if (stored.endpoint !== request.endpoint)
    throw idempotencyError(
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${request.endpoint}' vs '${stored.endpoint}'). Try using a key other than '${key}' if you meant to execute a different request.`,
    )
  if (stored.fingerprint !== request.fingerprint)
    throw idempotencyError(
      `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    )
  return stored
}

/** Equal for bodies that say the same, in whatever order. */
export function fingerprintOf(body: string): string {
  const pairs = [...new URLSearchParams(body)].map((pair) => JSON.stringify(pair))
  return createHash('sha256').update(pairs.sort().join('\n')).digest('hex')
}
