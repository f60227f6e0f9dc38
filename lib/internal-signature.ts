import { createHmac, timingSafeEqual } from 'node:crypto'
import { readSecret } from './secrets'

/** HMAC-SHA-256 of a body under the shop's internal secret, in hex: only processes that read our database can make it. */
export async function signInternal(body: string): Promise<string> {
  return createHmac('sha256', await readSecret('internal'))
    .update(body)
    .digest('hex')
}

export async function isSignedInternally(body: string, signature: string | null): Promise<boolean> {
  const expected = Buffer.from(await signInternal(body))
  const given = Buffer.from(signature ?? '')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
