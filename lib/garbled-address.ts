import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

/** Where requests whose address nobody can read are led: proxy.ts answers there. */
export const garbledAddress = '/garbled'

/**
 * Leads requests whose path is no percent-encoded UTF-8 ("/%", "/%ff") to an address that says so. Next fails on them
 * with a bare 500 before any page, route or proxy is asked, so it is done where Node takes the request in.
 */
export function leadGarbledAddresses(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    if (request.url?.includes('%') && !isReadable(request.url)) request.url = garbledAddress
  })
}

function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '')
    return true
  } catch {
    return false
  }
}
