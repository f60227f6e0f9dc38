import { findGoods, type GoodsList } from '@/lib/discounts/find-goods'
import { storable } from '@/lib/storable'

// Which goods a discount is for is chosen from a list that a search within the form makes anew: the form is sent, and
// comes back with all that was typed and chosen.

export const goodsGroups = ['targets', 'buys'] as const

/** The lists of both groups, each with its own words. */
export type Goods = Record<(typeof goodsGroups)[number], GoodsList>

const words = (form: FormData, name: string) => {
  const value = form.get(name)
  return typeof value === 'string' ? storable(value).trim().slice(0, 200) : ''
}

/**
 * Whether a form is sent to find goods: by its button, or, as Enter in a field presses the first button of a form, by
 * words whose goods are not what it shows.
 */
export function isSearch(form: FormData): boolean {
  return (
    form.has('look') ||
    goodsGroups.some((group) => words(form, `find.${group}`) !== words(form, `shown.${group}`))
  )
}

/** The lists for a form as it was sent: what it searches, and what it has chosen. */
export async function goodsOf(form: FormData): Promise<Goods> {
  return listsFor([...form.keys()], (group) => words(form, `find.${group}`))
}

/** @param boxes names of boxes that are ticked, such as "targets.product.12"; others among them count for nothing */
export async function listsFor(
  boxes: readonly string[],
  search: (group: (typeof goodsGroups)[number]) => string = () => '',
): Promise<Goods> {
  const list = (group: (typeof goodsGroups)[number]) => {
    const chosen = (of: string) =>
      boxes.flatMap((box) => new RegExp(`^${group}\\.${of}\\.([1-9]\\d{0,17})$`).exec(box)?.[1] ?? [])
    return findGoods({
      search: search(group),
      products: chosen('product'),
      collections: chosen('collection'),
    })
  }
  return { targets: await list('targets'), buys: await list('buys') }
}
