import { toFeedHtml } from '@/lib/content/feed-html'
import { parseArticle } from '@/lib/content/markdown'
import type { Context } from './context'

/** A text of the shop as plain HTML. It needs no sanitiser: the tree holds nothing that could be unsafe. */
export function toHtml(markdown: string, { site }: Context): string {
  return toFeedHtml(parseArticle(markdown).root.children, site)
}

/** `2026-07-28T01:32:53Z`: as the Storefront API writes a moment, without milliseconds. */
export function toSeconds(iso: string): string {
  return iso.replace(/\.\d+Z$/, 'Z')
}

/** At most so many characters, cut between words and marked so. */
export function truncated(text: string, most: number | null | undefined): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  if (most === null || most === undefined || plain.length <= most) return plain
  if (most <= 3) return plain.slice(0, Math.max(0, most))
  const cut = plain.slice(0, most - 3)
  const space = cut.lastIndexOf(' ')
  return `${space > most / 2 ? cut.slice(0, space) : cut}...`
}
