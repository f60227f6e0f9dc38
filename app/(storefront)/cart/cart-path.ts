import { z } from 'zod'
import { safePath } from '@/lib/safe-path'
import { addForm } from './cart-forms'
import { isNotice } from './cart-notices'

// What just happened travels in the address of the cart page, so that it works without JavaScript and is gone with
// the next click. It is made and read here; whatever is odd about it is left out.

export type CartNews = {
  notice?: string | string[] | null
  /** Where a link would have gone on to, had it not to be said what went wrong. */
  next?: string
  /** Id of the line something was added to. */
  added?: string | undefined
  /** "<line>:<asked>": more was asked for than there is. */
  cut?: string | string[] | undefined
  /** Where the reader was. */
  from?: string
  /** What was removed, to be put back: `variantId`, and the rest of what adding needs. */
  removed?: string
  quantity?: string
  article?: string
  attributes?: string
}

/** As many as are said of one kind: an address can't be of any length. */
const most = 50

const several = (value: string | string[] | null | undefined) =>
  [...new Set([value ?? []].flat())].slice(0, most)

export function cartPath(news: CartNews): string {
  const query = new URLSearchParams(
    Object.entries(news).flatMap(([name, value]) =>
      several(value).flatMap((one) => (one ? [[name, one]] : [])),
    ),
  )
  return query.size > 0 ? `/cart?${query}` : '/cart'
}

/** What was typed came to something, and the button that was pressed too: both are said. */
export function joinNews(first: CartNews, second: CartNews): CartNews {
  return {
    ...first,
    ...second,
    notice: [...several(first.notice), ...several(second.notice)],
    cut: [...several(first.cut), ...several(second.cut)],
  }
}

const line = z.string().regex(/^[\da-f-]{36}$/i)
const cut = z
  .string()
  .regex(/^[\da-f-]{36}:\d{1,6}$/i)
  .transform((text) => ({ lineId: text.slice(0, 36), asked: Number(text.slice(37)) }))

export function readNews(params: Record<string, string | string[] | undefined>) {
  const removed = addForm.safeParse({
    variantId: params.removed,
    quantity: params.quantity,
    articleId: params.article,
    attributes: params.attributes,
  })
  return {
    next: safePath(params.next, '') || undefined,
    notices: several(params.notice).filter(isNotice),
    added: line.safeParse(params.added).data,
    cuts: several(params.cut).flatMap((text) => cut.safeParse(text).data ?? []),
    from: safePath(params.from, '') || undefined,
    removed: removed.data,
  }
}
