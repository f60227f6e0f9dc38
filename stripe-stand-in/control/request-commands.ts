import { z } from 'zod'
import { command } from './command'
import { requestFaultInput } from './faults'

const nothing = z.strictObject({})

export const requestCommands = {
  /** Plans a fault for the next matching API requests. */
  failNext: command(requestFaultInput, ({ store }, fault) =>
    store.commit((tx) => {
      const settings = tx.settings()
      tx.put('setting', 'all', { ...settings, requestFaults: [...settings.requestFaults, fault] })
      return { planned: settings.requestFaults.length + 1 }
    }),
  ),
  /** Lets every hanging request go on. */
  release: command(nothing, ({ hanging }) => {
    const released = hanging.size
    for (const letGo of [...hanging.values()]) letGo()
    return { released }
  }),
  /** The latest API requests, oldest first, and how many hang. */
  requests: command(nothing, ({ requests, hanging }) => ({
    hanging: hanging.size,
    requests: requests.all(),
  })),
  /** Forgets all planned faults, of requests and webhooks; sends what a reorder kept back. */
  clearFaults: command(nothing, ({ store }) =>
    store.commit((tx) => {
      const settings = tx.settings()
      for (const fault of settings.webhookFaults)
        for (const id of fault.held) {
          const delivery = tx.get('delivery', id)
          if (delivery?.state === 'held')
            tx.put('delivery', id, { ...delivery, state: 'waiting', nextTry: tx.now })
        }
      tx.put('setting', 'all', { ...settings, requestFaults: [], webhookFaults: [] })
      return {}
    }),
  ),
  /** Settings, planned faults, and how much of everything there is. */
  state: command(nothing, ({ store, place }) =>
    store.commit((tx) => {
      const { secrets, ...settings } = tx.settings()
      const tables = [
        'coupon',
        'session',
        'payment_intent',
        'charge',
        'refund',
        'dispute',
        'event',
        'delivery',
      ] as const
      return {
        url: place.url,
        webhookUrl: place.webhookUrl,
        now: tx.now,
        secrets: secrets.length,
        ...settings,
        counts: Object.fromEntries(tables.map((table) => [table, tx.list(table).length])),
      }
    }),
  ),
  /** Forgets everything: objects, events, faults, keys; the clock is right again, the secret the configured one. */
  reset: command(nothing, async ({ store, background, hanging, requests }) => {
    for (const letGo of [...hanging.values()]) letGo()
    await background.idle()
    store.reset()
    requests.clear()
    await store.durable()
    return {}
  }),
}
