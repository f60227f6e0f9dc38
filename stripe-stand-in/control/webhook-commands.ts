import { z } from 'zod'
import { newId } from '../state/new-id'
import { plan, releaseInOrder } from '../webhooks/make-event'
import { command } from './command'
import { ControlError } from './control-error'
import { webhookFaultInput } from './faults'

const nothing = z.strictObject({})

export const webhookCommands = {
  /** Plans a fault for the next matching events. */
  webhookFault: command(webhookFaultInput, ({ store }, fault) =>
    store.commit((tx) => {
      const settings = tx.settings()
      tx.put('setting', 'all', {
        ...settings,
        webhookFaults: [...settings.webhookFaults, { ...fault, held: [] }],
      })
      return { planned: settings.webhookFaults.length + 1 }
    }),
  ),
  /** Makes events, but sends none until `flushWebhooks`. */
  holdWebhooks: command(nothing, ({ store }) =>
    store.commit((tx) => {
      tx.put('setting', 'all', { ...tx.settings(), holdingWebhooks: true })
      return {}
    }),
  ),
  /** Sends what was held, one after the other, and holds no more. */
  flushWebhooks: command(
    z.strictObject({ order: z.enum(['oldest_first', 'newest_first']).default('oldest_first') }),
    ({ store }, { order }) =>
      store.commit((tx) => {
        const newest = tx.list('delivery').filter(({ state }) => state === 'held')
        const held = order === 'newest_first' ? newest : newest.reverse()
        tx.put('setting', 'all', { ...tx.settings(), holdingWebhooks: false })
        releaseInOrder(
          tx,
          held.map(({ id }) => id),
        )
        return { sent: held.length }
      }),
  ),
  /** Sends an event again, even one that was lost; `copies` at once. */
  redeliver: command(
    z.strictObject({ event: z.string(), copies: z.int().min(1).max(100).default(1) }),
    ({ store }, { event: id, copies }) =>
      store.commit((tx) => {
        const event = tx.get('event', id)
        if (!event) throw new ControlError(`There is no event ${id}.`)
        for (let i = 0; i < copies; i += 1) plan(tx, id, event.type)
        return { sent: copies }
      }),
  ),
  /** The latest deliveries with their tries, oldest first. */
  deliveries: command(nothing, ({ store }) =>
    store.commit((tx) => ({ deliveries: tx.list('delivery').reverse() })),
  ),
  /** Answers when nothing is due and no delivery is under way: for tests that must not sleep. */
  idle: command(nothing, async ({ background }) => {
    await background.idle()
    return {}
  }),
  /**
   * Signs with a new secret (made up when none is given) and, for `keepOldSeconds` on the stand-in's clock, with the
   * old one too. Answers with the new secret.
   */
  rotateSecret: command(
    z.strictObject({
      secret: z.string().min(8).max(200).optional(),
      keepOldSeconds: z.int().min(0).max(86_400).default(0),
    }),
    ({ store }, input) =>
      store.commit((tx) => {
        const settings = tx.settings()
        const secret = input.secret ?? newId('webhook_secret')
        const until = tx.now + input.keepOldSeconds * 1000
        const old = settings.secrets.map((one) => ({ ...one, until: Math.min(one.until ?? Infinity, until) }))
        const valid = old.filter((one) => one.until > tx.now)
        tx.put('setting', 'all', { ...settings, secrets: [{ secret, until: null }, ...valid] })
        return { secret }
      }),
  ),
}
