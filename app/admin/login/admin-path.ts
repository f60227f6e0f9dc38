import { safePath } from '@/lib/safe-path'

/** Where to go after signing in: a page of the admin and nothing else, however the address was made up. */
export function adminPath(text: string | undefined): string {
  const path = safePath(text, '/admin')
  return /^\/admin(?:[/?]|$)/.test(path) ? path : '/admin'
}
