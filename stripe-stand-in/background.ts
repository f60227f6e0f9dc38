import { expireSession } from './checkout/expire-session'
import { settlePayment } from './payments/settle-payment'
import { settleRefund } from './payments/settle-refund'
import type { Store, Tx } from './state/store'
import type { Delivery, Due } from './state/tables'
import { sendDelivery } from './webhooks/send-delivery'

/** What the stand-in does by itself: ends sessions, settles debits and refunds, delivers events. */
export type Background = {
  /** Does at once what the clock says is due. To be called before looking at anything the clock may have changed. */
  catchUp(): void
  /** Resolves when nothing is due, no delivery is under way, and no first try is left. */
  idle(): Promise<void>
  close(): Promise<void>
}

const MOST_AT_ONCE = 20
const REMEMBERED = 1000
/** Longest timer Node takes. */
const LONGEST_WAIT = 2 ** 31 - 1

export function startBackground(store: Store, webhookUrl: string | null): Background {
  const sending = new Map<string, Promise<void>>()
  const stop = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let isPlanned = false
  let waiters: (() => void)[] = []

  /** After the commit that calls it, and once for many. */
  function wakeSoon() {
    if (isPlanned || stop.signal.aborted) return
    isPlanned = true
    setImmediate(() => {
      isPlanned = false
      if (!stop.signal.aborted) run()
    })
  }

  function run() {
    catchUp()
    const next = store.commit((tx) => {
      const waiting =
        webhookUrl === null ? [] : tx.list('delivery').filter(({ state }) => state === 'waiting')
      for (const delivery of waiting.reverse()) if (isReady(delivery, tx)) start(delivery)
      const times = [...waiting.map(({ nextTry }) => nextTry), ...tx.list('due').map(({ at }) => at)]
      return Math.min(...times.filter((at) => at > tx.now))
    })
    clearTimeout(timer)
    if (next < Infinity) timer = setTimeout(run, Math.min(next - store.now() + 1, LONGEST_WAIT))
    if (sending.size === 0) {
      for (const done of waiters) done()
      waiters = []
    }
  }

  function isReady(delivery: Delivery, tx: Tx): boolean {
    if (delivery.nextTry > tx.now || sending.has(delivery.id) || sending.size >= MOST_AT_ONCE) return false
    const before = delivery.after === null ? undefined : tx.get('delivery', delivery.after)
    return !before || before.tries.length > 0 || before.state !== 'waiting'
  }

  function start(delivery: Delivery) {
    const done = sendDelivery(store, webhookUrl ?? '', delivery, stop.signal).finally(() => {
      sending.delete(delivery.id)
      wakeSoon()
    })
    sending.set(delivery.id, done)
  }

  function catchUp() {
    store.commit((tx) => {
      const due = tx.list('due').filter(({ at }) => at <= tx.now)
      for (const item of due.sort((a, b) => a.at - b.at)) happen(item, tx)
      const finished = tx.list('delivery').filter(({ state }) => state !== 'waiting' && state !== 'held')
      for (const { id } of finished.slice(REMEMBERED)) tx.remove('delivery', id)
    })
  }

  store.onChange(wakeSoon)
  wakeSoon()
  return {
    catchUp,
    idle: () =>
      new Promise((resolve) => {
        waiters.push(resolve)
        wakeSoon()
      }),
    async close() {
      stop.abort()
      clearTimeout(timer)
      await Promise.all(sending.values())
      for (const done of waiters) done()
    },
  }
}

function happen(due: Due, tx: Tx) {
  if (due.kind === 'expire_session') {
    const session = tx.get('session', due.session)
    if (session?.status === 'open') expireSession(session, tx)
    tx.remove('due', due.session)
  } else if (due.kind === 'settle_payment') {
    settlePayment(due.session, due.outcome, tx)
    tx.remove('due', due.session)
  } else {
    settleRefund(due.refund, due.outcome, tx)
    tx.remove('due', due.refund)
  }
}
