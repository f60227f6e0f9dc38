import fc from 'fast-check'
import { actWith, index, pick } from './world'

/** What banks do, whoever asked for it. */
export const bank = [
  actWith('expire', index, async ({ control, sessions }, at) => {
    const session = pick(sessions, at)
    if (session) await control.expire({ session })
  }),
  actWith(
    'settle a debit',
    fc.record({ at: index, outcome: fc.constantFrom('succeeds' as const, 'fails' as const) }),
    async ({ control, sessions }, { at, outcome }) => {
      const session = pick(sessions, at)
      if (session) await control.settle({ session, outcome })
    },
  ),
  actWith('dispute', index, async ({ control, sessions, disputes }, at) => {
    const session = pick(sessions, at)
    if (session) disputes.push((await control.dispute({ session })).id)
  }),
  actWith(
    'close a dispute',
    fc.record({ at: index, status: fc.constantFrom('won' as const, 'lost' as const) }),
    async ({ control, disputes }, { at, status }) => {
      const dispute = pick(disputes, at)
      if (dispute) await control.closeDispute({ dispute, status })
    },
  ),
]
