import { createHash, createHmac } from 'node:crypto'
import { readSecret } from '@/lib/secrets'

/** Valid ones in a shop: as many as the official API allows an app. All of them are held in memory (access.ts). */
export const mostTokens = 100

/** What a token looks like, made here or given in a shop file: 32 characters, none that an HTTP header would bend. */
export const tokenPattern = /^(?!shpat_)[A-Za-z0-9_-]{32}$/

/** SHA-256 in hex. A token has 128 random bits, so a plain hash can't be guessed back. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/**
 * A token for the request `key`: 32 hex characters that only this shop can work out. The same form sent twice makes
 * the same token, so that a double click leaves none behind that nobody has seen.
 */
export async function makeToken(key: string): Promise<string> {
  return createHmac('sha256', await readSecret('internal'))
    .update(`api token ${key}`)
    .digest('hex')
    .slice(0, 32)
}
