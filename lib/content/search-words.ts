import type { ProductView } from '@/lib/catalog/product-view'
import { plainText } from './markdown'

/** What search engines are told of a product where nobody has written it for them. */
export function wordsForSearch(product: Pick<ProductView, 'title' | 'subtitle' | 'description'>) {
  const { title, subtitle, description } = product
  return {
    title,
    description: [subtitle, plainText(description)].filter(Boolean).join('. ') || title,
  }
}

/** A description as search results show it: one line, cut at a word near 160 characters. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= 165) return line
  return `${line.slice(0, 160).replace(/\s+\S*$/, '')} …`
}
