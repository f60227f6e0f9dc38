import { SERVED_OPERATIONS, type ServedOperation } from '../contract/served-operations'
import { invalidRequest } from './stripe-error'

const routes = SERVED_OPERATIONS.map((name) => {
  const pattern = name.replace('{id}', '([^/]+)')
  return { name, pattern: new RegExp(`^${pattern}$`) }
})

/** The operation of a request and the id in its path. @throws StandInError 404 for one the stand-in does not serve */
export function matchOperation(method: string, path: string): { name: ServedOperation; id: string } {
  for (const { name, pattern } of routes) {
    const match = pattern.exec(`${method} ${path}`)
    if (match) return { name, id: decodeURIComponent(match[1] ?? '') }
  }
  throw invalidRequest(
    `Unrecognized request URL (${method}: ${path}). The Stripe stand-in may not serve this part of the API.`,
    {},
    404,
  )
}
