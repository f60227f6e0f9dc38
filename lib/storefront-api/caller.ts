import { isIP } from 'node:net'
import { checkToken, type TokenKind } from '@/lib/api-access/access'
import { ownToken } from '@/lib/api-access/own-token'
import { type Allowance, Buckets } from '@/lib/buckets'
import { countedAddress, isLoopback, visitorAddress } from '@/lib/visitor-address'

/** Who asks. */
export type Caller = {
  /** Whom limits count, as of lib/visitor-address.ts: the buyer where a server with a private token names one. */
  visitor: string
  /** The kind of the token that was given; null without one. */
  token: TokenKind | null
  /** Takes points from this caller's bucket. @throws Throttled */
  spend: (points: number) => void
  /** What was spent ahead, and the answer did not come to, is given back; what it came to beyond is owed. */
  settle: (owed: number) => void
}

/** Asked too often. */
export class Throttled extends Error {
  constructor(readonly seconds: number) {
    super('Throttled')
    this.name = 'Throttled'
  }
}

/**
 * A request costs a point, and so does a cost of a thousand (limits.ts) until it is answered, and then a thousand values
 * of its answer: one to ten milliseconds of this machine. A page of a front end asks for one to ten, one that shows all
 * products at once for thirty.
 */
export const allowances = {
  /** A visitor's browser, an office behind one address, or a server that has no private token. */
  visitor: { capacity: 1_000, perSecond: 50 },
  /** A server with a private token that does not say for whom it asks, and programs on this very machine. */
  server: { capacity: 20_000, perSecond: 2_000 },
} as const satisfies Record<string, Allowance>

export const costPerPoint = 1_000

const mostVisitors = 50_000

// On globalThis: the addresses of the API are bundled apart, and their visitors are the same.
const shared = globalThis as typeof globalThis & { shopApiBuckets?: Buckets }

/**
 * Reads who asks from the headers. An empty header is none: clients send one where no token is set.
 * @returns null where a token is wrong, revoked or of the other kind, or where one is demanded and missing
 */
export async function recognise(headers: Headers): Promise<Caller | null> {
  const tokens = {
    private: headers.get('shopify-storefront-private-token') || null,
    public: headers.get('x-shopify-storefront-access-token') || null,
  }
  // The shop's own card on other sites counts as a caller without a token, where one is demanded too.
  const own = tokens.private === null && tokens.public !== null && tokens.public === (await ownToken())
  if (own) tokens.public = null
  const given = (['private', 'public'] as const).filter((kind) => tokens[kind] !== null)
  const found = await Promise.all(
    (given.length > 0 ? given : (['public'] as const)).map((kind) =>
      checkToken({ kind, token: tokens[kind] }),
    ),
  )
  if (given.length > 0 && found.some(({ known }) => known === null)) return null
  if (given.length === 0 && !own && found.some(({ tokenRequired }) => tokenRequired)) return null
  const token = given[0] ?? null
  const address = visitorAddress(headers)
  const buyer = token === 'private' ? buyerOf(headers) : null
  const server = (token === 'private' && buyer === null) || isLoopback(address)
  const visitor = buyer ?? address
  const bucket = token === 'private' && buyer === null ? `token:${found[0]?.known?.id}` : visitor
  return { visitor, token, ...account(bucket, server ? allowances.server : allowances.visitor) }
}

function account(bucket: string, allowance: Allowance): Pick<Caller, 'spend' | 'settle'> {
  shared.shopApiBuckets ??= new Buckets(mostVisitors)
  const buckets = shared.shopApiBuckets
  return {
    spend(points) {
      const seconds = buckets.take(bucket, points, allowance)
      if (seconds > 0) throw new Throttled(seconds)
    },
    settle: (owed) => buckets.owe(bucket, owed, allowance),
  }
}

/** Whom a server asks for. Anybody can write the header, so it counts beside a valid private token alone. */
function buyerOf(headers: Headers): string | null {
  const text = headers.get('shopify-storefront-buyer-ip')?.trim() ?? ''
  return isIP(text) ? countedAddress(text) : null
}
