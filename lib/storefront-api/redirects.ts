import { readRedirects } from '@/lib/content/redirects'
import { listRedirects } from '@/lib/search/list-written'
import { keysetConnection, type PageArguments } from './connection'
import { gid } from './ids'

/** Where addresses of the former shop lead now. */
export function redirectConnection(args: PageArguments & { query?: string | null }) {
  return keysetConnection(args, (page) => listRedirects(args.query ?? null, page), readRedirects, toRedirect)
}

export function toRedirect({ id, path, target }: { id: string; path: string; target: string }) {
  return { __typename: 'UrlRedirect' as const, id: gid('UrlRedirect', id), path, target }
}
