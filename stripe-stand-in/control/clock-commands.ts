import { z } from 'zod'
import { command } from './command'

export const clockCommands = {
  /** Moves the clock by `seconds`, or to `to` (seconds since 1970); what is due then happens at once. */
  moveClock: command(
    z.union([
      z.strictObject({ seconds: z.int().min(-31_536_000).max(31_536_000) }),
      z.strictObject({ to: z.int().min(0).max(8_000_000_000) }),
    ]),
    ({ store, background }, input) => {
      const now = store.commit((tx) => {
        const by = 'seconds' in input ? input.seconds * 1000 : input.to * 1000 - tx.now
        tx.put('setting', 'all', { ...tx.settings(), clockOffset: tx.settings().clockOffset + by })
        return tx.now + by
      })
      background.catchUp()
      return { now: Math.floor(now / 1000) }
    },
  ),
}
