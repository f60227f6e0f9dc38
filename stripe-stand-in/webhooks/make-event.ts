import { contract } from '../contract/wire-contract'
import { matches, type WebhookFault } from '../control/faults'
import { newId } from '../state/new-id'
import type { Tx } from '../state/store'

export type EventType =
  | 'checkout.session.completed'
  | 'checkout.session.expired'
  | 'checkout.session.async_payment_succeeded'
  | 'checkout.session.async_payment_failed'
  | 'payment_intent.succeeded'
  | 'payment_intent.payment_failed'
  | 'charge.refunded'
  | 'refund.created'
  | 'refund.updated'
  | 'refund.failed'
  | 'charge.dispute.created'
  | 'charge.dispute.closed'

/** Makes an event about `object` as it stands now, and its deliveries, in the commit that changes the object. */
export function makeEvent(tx: Tx, type: EventType, object: { object: string }) {
  const fault = takeFault(tx, type)
  if (fault?.kind === 'never_make') return
  const id = newId('event')
  tx.put('event', id, {
    id,
    object: 'event',
    api_version: contract.apiVersion,
    created: Math.floor(tx.now / 1000),
    data: { object },
    livemode: false,
    request: tx.cause,
    type,
  })
  if (tx.place.webhookUrl === null) return
  if (fault?.kind === 'duplicate') for (let i = 0; i < fault.copies; i += 1) plan(tx, id, type)
  else if (fault?.kind === 'delay') plan(tx, id, type, { nextTry: tx.now + fault.seconds * 1000 })
  else if (fault?.kind === 'lose') plan(tx, id, type, { state: 'lost' })
  else if (fault?.kind === 'reorder') keepBack(tx, fault, plan(tx, id, type, { state: 'held' }))
  else plan(tx, id, type)
}

/** Plans one more sending of an event. Returns its delivery id. */
export function plan(
  tx: Tx,
  event: string,
  type: string,
  change: { nextTry?: number; state?: 'held' | 'lost' } = {},
): string {
  const id = newId('delivery')
  const state = change.state ?? (tx.settings().holdingWebhooks ? 'held' : 'waiting')
  tx.put('delivery', id, {
    id,
    event,
    type,
    state,
    nextTry: change.nextTry ?? tx.now,
    after: null,
    tries: [],
  })
  return id
}

/** Lets held deliveries go, each after the first try of the one before it. */
export function releaseInOrder(tx: Tx, ids: string[]) {
  let after: string | null = null
  for (const id of ids) {
    const delivery = tx.get('delivery', id)
    if (delivery?.state !== 'held') continue
    tx.put('delivery', id, { ...delivery, state: 'waiting', nextTry: tx.now, after })
    after = id
  }
}

function takeFault(tx: Tx, type: string): WebhookFault | undefined {
  const settings = tx.settings()
  const fault = settings.webhookFaults.find((one) => one.times > 0 && matches(one.type, type))
  if (!fault) return undefined
  const used = { ...fault, times: fault.times - 1 }
  replaceFault(tx, fault, used.times > 0 || used.kind === 'reorder' ? used : null)
  return used
}

function keepBack(tx: Tx, fault: WebhookFault, delivery: string) {
  const held = [...fault.held, delivery]
  if (fault.times > 0) return replaceFault(tx, fault, { ...fault, held })
  replaceFault(tx, fault, null)
  releaseInOrder(tx, held.reverse())
}

function replaceFault(tx: Tx, old: WebhookFault, fresh: WebhookFault | null) {
  const settings = tx.settings()
  const webhookFaults = settings.webhookFaults.flatMap((one) => (one !== old ? [one] : fresh ? [fresh] : []))
  tx.put('setting', 'all', { ...settings, webhookFaults })
}
