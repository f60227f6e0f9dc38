import type { NewLine } from '@/lib/cart/insert-lines'
import type { Kept } from '@/lib/cart/keep-typed'
import type { LineWarning } from '@/lib/cart/warnings'
import { noticeOf } from './cart-notices'
import type { CartNews } from './cart-path'

// What became of a change, as the cart page's address tells it.

/** Of all that was typed: what was refused first. Of several lines that were typed away the first can be put back. */
export function keptNews({ outcome, refused, cuts, removed }: Kept): CartNews {
  const [line = null] = removed
  return {
    notice: [...refused.map((error) => noticeOf(error) ?? 'failed'), ...(outcome ? [outcome] : [])],
    cut: cuts.map(cutNews),
    ...removedNews(line),
  }
}

export const cutNews = ({ lineId, asked }: LineWarning): string => `${lineId}:${asked}`

/** The cart without a line, offering to put it back. */
export function removedNews(line: NewLine | null): CartNews {
  if (!line) return {}
  const { variantId, quantity, articleId, attributes = {} } = line
  return {
    removed: String(variantId),
    quantity: String(quantity),
    article: articleId ? String(articleId) : '',
    attributes: Object.keys(attributes).length > 0 ? JSON.stringify(attributes) : '',
  }
}
