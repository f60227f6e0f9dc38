import { isIPv6 } from 'node:net'

/**
 * Where a request comes from, for counting: the nearest proxy's word, which it appends last; without a proxy Next
 * writes the socket's address. Of IPv6 the network alone (/64): a home has one, and any address in it.
 */
export function visitorAddress(headers: Headers): string {
  return countedAddress(headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '')
}

/** One address as limits count it: without its port, of IPv6 the network; what is none is kept short. */
export function countedAddress(last: string): string {
  const ipv4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?$/i.exec(last)?.[1]
  if (ipv4) return ipv4
  const ipv6 = last.replace(/^\[(.*)\](?::\d+)?$/, '$1')
  return isIPv6(ipv6) ? networkOf(ipv6) : last.slice(0, 64) || 'unknown'
}

/** Programs of the shop's own machine: front ends beside it, or a proxy that names nobody. Of a counted address. */
export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === loopbackNetwork
}

/** `::` stands for as many zeros as are missing. */
function networkOf(ipv6: string): string {
  const [head = [], tail = []] = ipv6.split('::').map((part) => part.split(':').filter(Boolean))
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0')
  const network = [...head, ...zeros, ...tail].slice(0, 4)
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}

const loopbackNetwork = networkOf('::1')
