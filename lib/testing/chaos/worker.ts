import fc from 'fast-check'
import { reconcileAttempts } from '@/lib/checkout/reconcile'
import { settle } from '@/lib/checkout/settle'
import { sweep } from '@/lib/checkout/sweep'
import { hurryAttempts } from '../shop'
import { work } from '../work'
import { act, actWith, checkOut, index, pick, refusable } from './world'

/** What the shop does by itself. */
export const worker = [
  act('deliver', ({ settleDown }) => settleDown()),
  act('work', () => work()),
  act('reconcile', async () => {
    await hurryAttempts()
    await reconcileAttempts()
  }),
  act('sweep', () => sweep()),
  actWith('everything at once', fc.record({ cart: index, at: index }), async (world, { cart, at }) => {
    const session = pick(world.sessions, at)
    await Promise.all(
      [
        checkOut(world, cart),
        ...(session ? [settle(session), settle(session), world.control.pay({ session })] : []),
        hurryAttempts().then(reconcileAttempts),
        work(),
      ].map((one) => refusable<unknown>(one)),
    )
  }),
]
