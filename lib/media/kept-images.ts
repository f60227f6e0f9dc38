import { type Allowance, Buckets } from '@/lib/buckets'
import { DomainError } from '@/lib/errors'
import { isLoopback } from '@/lib/visitor-address'
import type { Image } from './resize'

const limits = {
  /** Of all images that are kept. */
  bytes: 64_000_000,
  /** Each takes a core while it is made. */
  atOnce: 2,
  waiting: 100,
} as const

/** Images made for one address. All that a visitor may ask for at once leaves room in the queue for others. */
const allowances = {
  visitor: { capacity: 60, perSecond: 3 },
  /** Programs of this very machine. */
  loopback: { capacity: 5_000, perSecond: 500 },
} as const satisfies Record<string, Allowance>

const mostVisitors = 10_000

type Kept = {
  images: Map<string, Image>
  bytes: number
  making: Map<string, Promise<Image>>
  running: number
  queue: (() => void)[]
  makers: Buckets
}

// On globalThis, as Next may bundle this file twice.
const shared = globalThis as typeof globalThis & { shopImages?: Kept }

function kept(): Kept {
  shared.shopImages ??= {
    images: new Map(),
    bytes: 0,
    making: new Map(),
    running: 0,
    queue: [],
    makers: new Buckets(mostVisitors),
  }
  return shared.shopImages
}

/**
 * An image from memory, or made. Those asked for least recently go first; the same one asked for by many at once is
 * made once; two are made at a time. Only what has to be begun is counted for `address` (as of
 * lib/visitor-address.ts), and before it waits, so that a refusal meets nobody else.
 * @throws DomainError TOO_OFTEN where this address began too many, or too many wait already
 */
export async function keptImage(key: string, address: string, make: () => Promise<Image>): Promise<Image> {
  const state = kept()
  const known = state.images.get(key)
  if (known) {
    state.images.delete(key)
    state.images.set(key, known)
    return known
  }
  const begun = state.making.get(key)
  if (begun) return begun
  const allowance = isLoopback(address) ? allowances.loopback : allowances.visitor
  if (state.makers.take(address, 1, allowance) > 0)
    throw new DomainError('TOO_OFTEN', 'Too many images at once. Ask again in a moment.')
  const making = inTurn(make)
    .then((image) => {
      keep(key, image)
      return image
    })
    .finally(() => state.making.delete(key))
  state.making.set(key, making)
  return making
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const state = kept()
  if (state.running >= limits.atOnce) {
    if (state.queue.length >= limits.waiting)
      throw new DomainError('TOO_OFTEN', 'Too many images are being made. Ask again in a moment.')
    await new Promise<void>((resolve) => {
      state.queue.push(resolve)
    })
  } else state.running += 1
  try {
    return await work()
  } finally {
    // Whoever waits takes this place.
    const next = state.queue.shift()
    if (next) next()
    else state.running -= 1
  }
}

function keep(key: string, image: Image): void {
  const state = kept()
  state.images.set(key, image)
  state.bytes += image.body.byteLength
  for (const [oldest, { body }] of state.images) {
    if (state.bytes <= limits.bytes) break
    state.images.delete(oldest)
    state.bytes -= body.byteLength
  }
}

/** What is kept in all; never above the limit but for one image. */
export function keptBytes(): number {
  return kept().bytes
}
