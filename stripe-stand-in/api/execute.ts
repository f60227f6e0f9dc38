import type { ServedOperation } from '../contract/served-operations'
import type { RequestFault } from '../control/faults'
import type { Store, Tx } from '../state/store'
import { expanded } from './expand'
import { operations } from './operations'
import { StandInError, serverError } from './stripe-error'

type Request = {
  name: ServedOperation
  id: string
  params: unknown
  endpoint: string
  fingerprint: string
  requestId: string
  /** The idempotency key, if any. */
  key: string | null
  fault: RequestFault | null
}

/**
 * Runs an operation and keeps its answer under the idempotency key, both in one commit. An error that comes up once
 * execution has begun is kept too, and what the operation wrote until then is not.
 * @throws StandInError for what is refused before that
 */
export function execute(store: Store, request: Request): { status: number; body: unknown } {
  const operation = operations[request.name]
  const params = (request.params ?? {}) as { expand?: string[] }
  const cause = { id: request.requestId, idempotency_key: request.key }
  const fails = request.fault?.kind === 'server_error'
  let hasBegun = false

  function keep(tx: Tx, answer: { status: number; body: unknown }) {
    if (request.key === null) return
    const { endpoint, fingerprint, requestId } = request
    tx.put('idempotency', request.key, { endpoint, fingerprint, requestId, at: tx.now, ...answer })
  }

  try {
    return store.commit((tx) => {
      operation.check?.(params as never, tx)
      hasBegun = true
      if (fails && !request.fault?.committed) throw serverError()
      const result = operation.run(params as never, tx, request.id)
      const answer = fails
        ? { status: 500, body: serverError().body }
        : { status: 200, body: expanded(result, params.expand ?? [], tx) }
      keep(tx, answer)
      return answer
    }, cause)
  } catch (error) {
    if (!hasBegun || !(error instanceof StandInError)) throw error
    const answer = { status: error.status, body: error.body }
    store.commit((tx) => keep(tx, answer))
    return answer
  }
}
