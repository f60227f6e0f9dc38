import type { ArticleView } from '@/lib/content/article-view'
import { toArticleHtml, toFeedHtml } from '@/lib/content/feed-html'
import { parseArticle, plainText } from '@/lib/content/markdown'
import type { Context } from './context'

// Reading Markdown costs milliseconds, and one query may ask for the same text under sixty names: texts that were
// read are kept, the ones asked for least recently go first.
const mostKept = 500

/** The same function, which reads each of the latest 500 texts once. */
export function remembered(read: (text: string) => string): (text: string) => string {
  const kept = new Map<string, string>()
  return (text) => {
    const result = kept.get(text) ?? read(text)
    kept.delete(text)
    kept.set(text, result)
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break
      kept.delete(oldest)
    }
    return result
  }
}

type Readers = { text: (markdown: string) => string; article: (written: string) => string }

const readersOf = new Map<string, Readers>()

function readers({ site }: Context): Readers {
  const known = readersOf.get(site) ?? {
    text: remembered((markdown) => toFeedHtml(parseArticle(markdown).root.children, site)),
    article: remembered((written) => toArticleHtml(JSON.parse(written), site)),
  }
  readersOf.set(site, known)
  return known
}

/** A text of the shop as plain HTML. It needs no sanitiser: the tree holds nothing that could be unsafe. */
export function toHtml(markdown: string, context: Context): string {
  return readers(context).text(markdown)
}

/** An article's text with the references that its marks lead to. */
export function articleToHtml(
  { body, references }: Pick<ArticleView, 'body' | 'references'>,
  context: Context,
): string {
  return readers(context).article(JSON.stringify({ body, references }))
}

/** A text of the shop without its marks. */
export const toPlain = remembered(plainText)

/** The same in one line. */
export const toLine = remembered((markdown) => oneLine(plainText(markdown)))

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** `2026-07-28T01:32:53Z`: as the Storefront API writes a moment, without milliseconds. */
export function toSeconds(iso: string): string {
  return iso.replace(/\.\d+Z$/, 'Z')
}

/** At most so many characters of a line, cut between words and marked so. */
export function truncated(line: string, most: number | null | undefined): string {
  if (most === null || most === undefined || line.length <= most) return line
  if (most <= 3) return line.slice(0, Math.max(0, most))
  const cut = line.slice(0, most - 3)
  const space = cut.lastIndexOf(' ')
  return `${space > most / 2 ? cut.slice(0, space) : cut}...`
}
