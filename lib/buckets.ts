/** A bucket holds `capacity` points and gets `perSecond` of them back. */
export type Allowance = { capacity: number; perSecond: number }

type Bucket = { points: number; at: number }

/**
 * Counts what each visitor takes, in this process's memory. At most `most` visitors are remembered: the one heard of
 * least recently goes first, and comes back with a full bucket. So a flood from millions of addresses costs no more
 * memory than one from `most`.
 */
export class Buckets {
  readonly #buckets = new Map<string, Bucket>()

  constructor(
    readonly most: number,
    /** Milliseconds that only go forward. */
    readonly clock: () => number = () => performance.now(),
  ) {}

  get size(): number {
    return this.#buckets.size
  }

  /**
   * Takes `points`; more than a bucket holds are taken as all it holds, so that the dearest thing that is allowed at
   * all is allowed to whoever has waited.
   * @returns 0, or, where there are too few and nothing was taken, the seconds until there are enough
   */
  take(key: string, points: number, { capacity, perSecond }: Allowance): number {
    const now = this.clock()
    const bucket = this.#buckets.get(key) ?? { points: capacity, at: now }
    this.#buckets.delete(key)
    this.#buckets.set(key, bucket)
    for (const oldest of this.#buckets.keys()) {
      if (this.#buckets.size <= this.most) break
      this.#buckets.delete(oldest)
    }
    bucket.points = Math.min(capacity, bucket.points + ((now - bucket.at) / 1000) * perSecond)
    bucket.at = now
    const wanted = Math.min(points, capacity)
    if (bucket.points < wanted) return (wanted - bucket.points) / perSecond
    bucket.points -= wanted
    return 0
  }

  /**
   * Takes what nobody knew ahead, or gives back what was taken for nothing (below 0). A bucket may come to lack as much as
   * it holds: whoever owes is asked to wait.
   */
  owe(key: string, points: number, { capacity }: Allowance): void {
    const bucket = this.#buckets.get(key)
    // One that was forgotten comes back full.
    if (bucket) bucket.points = Math.min(capacity, Math.max(-capacity, bucket.points - points))
  }
}
