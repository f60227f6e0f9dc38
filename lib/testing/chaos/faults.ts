import { closeDb } from '@/lib/db'
import { act, actWith, checkOut, index, refusable } from './world'

const path = '/v1/checkout/sessions'
/** What goes wrong between the shop and Stripe. */
export const faults = [
  act('lose webhooks', ({ control }) => control.webhookFault({ kind: 'lose', times: 2 })),
  act('make no event', ({ control }) => control.webhookFault({ kind: 'never_make', times: 2 })),
  act('duplicate webhooks', ({ control }) =>
    control.webhookFault({ kind: 'duplicate', times: 3, copies: 4 }),
  ),
  act('hold webhooks', ({ control }) => control.holdWebhooks()),
  act('send them newest first', ({ control }) => control.flushWebhooks({ order: 'newest_first' })),
  actWith('crash between Stripe and the save', index, async (world, cart) => {
    await world.control.failNext({ kind: 'lose_answer', method: 'POST', path, times: 2 })
    await refusable(checkOut(world, cart))
    // All that the process knew is gone with it.
    await closeDb()
  }),
  act('keep an error', ({ control }) => control.failNext({ kind: 'server_error', method: 'POST', path })),
  act('keep an error for a coupon', ({ control }) =>
    control.failNext({ kind: 'server_error', committed: true, method: 'POST', path: '/v1/coupons' }),
  ),
  act('keep an error over a session that was made', ({ control }) =>
    control.failNext({ kind: 'server_error', committed: true, method: 'POST', path }),
  ),
  act('lose the answer to a refund', ({ control }) =>
    control.failNext({ kind: 'lose_answer', method: 'POST', path: '/v1/refunds', times: 2 }),
  ),
  act('too many requests', ({ control }) => control.failNext({ kind: 'rate_limit' })),
]
