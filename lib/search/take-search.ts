import { type Allowance, Buckets } from '@/lib/buckets'
import { isLoopback, visitorAddress } from '@/lib/visitor-address'

/** One search, filtered list or set of suggestions each: whoever types makes a few in a second, an office more. */
export const searchAllowances = {
  visitor: { capacity: 120, perSecond: 5 },
  /** Programs on this very machine. */
  machine: { capacity: 20_000, perSecond: 2_000 },
} as const satisfies Record<string, Allowance>

const mostVisitors = 50_000

// On globalThis: pages and addresses are bundled apart, and their visitors are the same.
const shared = globalThis as typeof globalThis & { shopSearchBuckets?: Buckets }

/** @returns 0, or the whole seconds to wait for whoever has searched too often */
export function takeSearch(headers: Headers): number {
  shared.shopSearchBuckets ??= new Buckets(mostVisitors)
  const address = visitorAddress(headers)
  const allowance = searchAllowances[isLoopback(address) ? 'machine' : 'visitor']
  return Math.ceil(shared.shopSearchBuckets.take(address, 1, allowance))
}
