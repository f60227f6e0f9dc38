import { z } from 'zod'
import { safePath } from '@/lib/safe-path'
import { addForm } from './cart-forms'
import { isNotice } from './cart-notices'

// What just happened travels in the address of the cart page, so that it works without JavaScript and is gone with
// the next click. It is made and read here; whatever is odd about it is left out.

export type CartNews = {
  notice?: string | null
  /** Where a link would have gone on to, had it not to be said what went wrong. */
  next?: string
  /** Id of the line something was added to. */
  added?: string | undefined
  /** "<line>:<asked>": more was asked for than there is. */
  cut?: string | undefined
  /** Where the reader was. */
  from?: string
  /** What was removed, to be put back: `variantId`, and the rest of what adding needs. */
  removed?: string
  quantity?: string
  article?: string
  attributes?: string
}

export function cartPath(news: CartNews): string {
  const query = new URLSearchParams(
    Object.entries(news).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  )
  return query.size > 0 ? `/cart?${query}` : '/cart'
}

const line = z.string().regex(/^[\da-f-]{36}$/i)

export function readNews(params: Record<string, string | string[] | undefined>) {
  const cut = z
    .string()
    .regex(/^[\da-f-]{36}:\d{1,6}$/i)
    .safeParse(params.cut)
  const removed = addForm.safeParse({
    variantId: params.removed,
    quantity: params.quantity,
    articleId: params.article,
    attributes: params.attributes,
  })
  return {
    next: safePath(params.next, '') || undefined,
    notice: isNotice(params.notice) ? params.notice : undefined,
    added: line.safeParse(params.added).data,
    cut: cut.success ? { lineId: cut.data.slice(0, 36), asked: Number(cut.data.slice(37)) } : undefined,
    from: safePath(params.from, '') || undefined,
    removed: removed.data,
  }
}
