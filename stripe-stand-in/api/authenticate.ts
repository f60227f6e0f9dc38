import type { IncomingMessage } from 'node:http'
import { invalidRequest } from './stripe-error'

/** The key of `Authorization: Bearer …`, or of Basic with the key as user name. @throws StandInError 401 */
export function requireKey(request: IncomingMessage, accepted: string) {
  const given = keyOf(request.headers.authorization ?? '')
  if (!given)
    throw invalidRequest(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
      {},
      401,
    )
  if (given !== accepted) throw invalidRequest(`Invalid API Key provided: ${masked(given)}`, {}, 401)
}

function keyOf(header: string): string | undefined {
  const [scheme = '', value = ''] = header.trim().split(/\s+/)
  if (/^bearer$/i.test(scheme)) return value
  if (/^basic$/i.test(scheme)) return Buffer.from(value, 'base64').toString('utf8').split(':')[0]
  return undefined
}

/** Enough to recognise a key by, and not enough to use it. */
function masked(key: string): string {
  return key.length < 16 ? '****' : `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`
}
