import { mkdir } from 'node:fs/promises'
import { type Journal, readJournal, startJournal } from './journal'
import type { Settings, TableName, Tables } from './tables'

/** Where this stand-in is reached, and where it sends events (null: nowhere). */
export type Place = { url: string; webhookUrl: string | null }

/** Reads and writes of one commit. Values are never changed in place: put a new one. */
export type Tx = {
  /** Milliseconds on the stand-in's clock. */
  now: number
  /** The API request that causes the changes, for the events they make. Both null when no request does. */
  cause: { id: string | null; idempotency_key: string | null }
  place: Place
  get<T extends TableName>(table: T, id: string): Tables[T] | undefined
  /** Newest first, as Stripe lists. */
  list<T extends TableName>(table: T): Tables[T][]
  put<T extends TableName>(table: T, id: string, value: Tables[T]): void
  remove(table: TableName, id: string): void
  settings(): Settings
}

export type Store = {
  /** Runs `work` at once; all its writes are kept, or none when it throws. */
  commit<R>(work: (tx: Tx) => R, cause?: Tx['cause']): R
  /** Resolves when everything committed so far would survive a power cut. */
  durable(): Promise<void>
  now(): number
  /** Called after each commit that wrote something. */
  onChange(listener: () => void): void
  reset(): void
  close(): Promise<void>
}

type Write = [table: TableName, id: string, value: unknown]
type Rows = Map<TableName, Map<string, unknown>>

const NO_CAUSE = { id: null, idempotency_key: null }
const KEEP_IDEMPOTENCY_MS = 24 * 60 * 60 * 1000

/**
 * Opens the state kept in `folder` (made when missing), or state in memory only when `folder` is null.
 * @throws Error when the journal is damaged or the folder can't be written
 */
export async function openStore(folder: string | null, fresh: Settings, place: Place): Promise<Store> {
  const rows: Rows = new Map()
  let journal: Journal | null = null
  if (folder !== null) {
    await mkdir(folder, { recursive: true })
    for (const commit of await readJournal(folder)) apply(rows, commit as Write[])
    forgetOldAnswers(rows)
    journal = await startJournal(folder, snapshot(rows))
  }
  const listeners: (() => void)[] = []
  const settings = () => (rows.get('setting')?.get('all') as Settings | undefined) ?? fresh
  const now = () => Date.now() + settings().clockOffset

  function keep(writes: Write[]) {
    if (writes.length === 0) return
    apply(rows, writes)
    journal?.append(JSON.stringify(writes))
    for (const listener of listeners) listener()
  }

  return {
    commit(work, cause = NO_CAUSE) {
      const writes: Write[] = []
      const changed: Rows = new Map()
      const tx: Tx = {
        now: now(),
        cause,
        place,
        get: (table, id) => {
          const pending = changed.get(table)
          const value = pending?.has(id) ? pending.get(id) : rows.get(table)?.get(id)
          return (value ?? undefined) as ReturnType<typeof tx.get<typeof table>>
        },
        list: (table) => {
          const pending = changed.get(table)
          const kept = rows.get(table) ?? new Map<string, unknown>()
          const all = pending ? new Map([...kept, ...pending]) : kept
          const values = [...all.values()].filter((value) => value !== null)
          return values.reverse() as ReturnType<typeof tx.list<typeof table>>
        },
        put: (table, id, value) => record([table, id, value]),
        remove: (table, id) => record([table, id, null]),
        settings: () => tx.get('setting', 'all') ?? fresh,
      }
      function record(write: Write) {
        writes.push(write)
        apply(changed, [write], true)
      }
      const result = work(tx)
      keep(writes)
      return result
    },
    durable: async () => journal?.written(),
    now,
    onChange: (listener) => listeners.push(listener),
    reset() {
      const { configuredSecret } = settings()
      const writes: Write[] = []
      for (const [table, entries] of rows) for (const id of entries.keys()) writes.push([table, id, null])
      const secrets = [{ secret: configuredSecret, until: null }]
      keep([...writes, ['setting', 'all', { ...fresh, configuredSecret, secrets }]])
    },
    close: async () => journal?.close(),
  }
}

/** `keepRemovals`: note a removal as null, so that it hides the row below it. */
function apply(rows: Rows, writes: Write[], keepRemovals = false) {
  for (const [table, id, value] of writes) {
    const entries = rows.get(table) ?? new Map<string, unknown>()
    rows.set(table, entries)
    if (value === null && !keepRemovals) entries.delete(id)
    else entries.set(id, value)
  }
}

/** One line a row, so that a large state does not become one enormous line. */
function snapshot(rows: Rows): string[] {
  const lines: string[] = []
  for (const [table, entries] of rows)
    for (const [id, value] of entries) lines.push(JSON.stringify([[table, id, value]]))
  return lines
}

function forgetOldAnswers(rows: Rows) {
  const offset = (rows.get('setting')?.get('all') as Settings | undefined)?.clockOffset ?? 0
  const oldest = Date.now() + offset - KEEP_IDEMPOTENCY_MS
  for (const [key, answer] of rows.get('idempotency') ?? [])
    if ((answer as Tables['idempotency']).at < oldest) rows.get('idempotency')?.delete(key)
}
