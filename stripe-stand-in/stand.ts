import type { Background } from './background'
import type { Place, Store } from './state/store'

/** A running stand-in, as its parts see it. */
export type Stand = {
  store: Store
  background: Background
  place: Place
  /** The secret API key it accepts. */
  key: string
  /** Idempotency keys of requests under way. */
  keysInUse: Set<string>
  /** Requests kept hanging by a fault: request id → let it go on. */
  hanging: Map<string, () => void>
  requests: RequestLog
}

export type LoggedRequest = {
  id: string
  /** Milliseconds on the stand-in's clock. */
  at: number
  method: string
  path: string
  /** Query or form body, as it came. */
  params: string
  idempotencyKey: string | null
  /** Null while under way, and for an answer that was lost. */
  status: number | null
  replayed: boolean
  fault: string | null
}

type RequestLog = { add(entry: LoggedRequest): LoggedRequest; all(): LoggedRequest[]; clear(): void }

const REMEMBERED = 1000

/** The latest requests, oldest first. In memory only: it is for looking at, nothing rests on it. */
export function requestLog(): RequestLog {
  let entries: LoggedRequest[] = []
  return {
    add(entry) {
      entries = [...entries.slice(1 - REMEMBERED), entry]
      return entry
    },
    all: () => entries,
    clear: () => {
      entries = []
    },
  }
}
