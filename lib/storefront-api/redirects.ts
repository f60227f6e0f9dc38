import { listRedirectIds, type RedirectFilter, readRedirects } from '@/lib/content/redirects'
import { isStorable } from '@/lib/storable'
import { keysetConnection, type PageArguments } from './connection'
import { gid } from './ids'

/** Where addresses of the former shop lead now. */
export function redirectConnection(args: PageArguments & { query?: string | null }) {
  return keysetConnection(
    args,
    (page) => listRedirectIds(readFilter(args.query ?? ''), page),
    readRedirects,
    ({ id, path, target }) => ({
      __typename: 'UrlRedirect' as const,
      id: gid('UrlRedirect', id),
      path,
      target,
    }),
  )
}

const term = /\b(path|target):\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\S+))/gi

/**
 * `path:/old`, `target:/new`, quoted or ending in `*`. Hydrogen asks with the whole address, so what stands behind `?`
 * in a path counts for nothing.
 */
function readFilter(query: string): RedirectFilter {
  const filter: RedirectFilter = {}
  for (const [, field = '', double, single, plain] of query.slice(0, 2_000).matchAll(term)) {
    const value = (double ?? single ?? plain ?? '').replaceAll(/\\(.)/g, '$1')
    if (!isStorable(value)) continue
    const text = field.toLowerCase() === 'path' ? (value.split('?')[0] ?? '') : value
    const prefix = plain !== undefined && text.endsWith('*')
    filter[field.toLowerCase() as 'path' | 'target'] = { text: prefix ? text.slice(0, -1) : text, prefix }
  }
  return filter
}
