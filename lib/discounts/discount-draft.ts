import { DomainError } from '@/lib/errors'
import type { DiscountRule } from './rules'

/** Goods of a discount: products, and all of collections. Ids. */
export type Scope = { products: string[]; collections: string[] }

/** What a person says about a discount, whole; amounts in minor units, 10000 basis points are all of it. */
export type DiscountDraft = Pick<
  DiscountRule,
  | 'title'
  | 'kind'
  | 'level'
  | 'amount'
  | 'percent'
  | 'buyQuantity'
  | 'getQuantity'
  | 'timesPerOrder'
  | 'minSubtotal'
  | 'minQuantity'
  | 'combinesWithOrder'
  | 'combinesWithProduct'
  | 'combinesWithShipping'
> & {
  /** None makes it automatic. */
  codes: string[]
  /** Empty where the level is not `product`. */
  targets: Scope
  /** Of "buy X get Y": the X. */
  buys: Scope
  oncePerCustomer: boolean
  usageLimit: number | null
  startsAt: Date
  endsAt: Date | null
  demo: boolean
}

export const noGoods: Scope = { products: [], collections: [] }

/** Letters, digits and what can stand in a link. */
export const codePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

/**
 * What belongs to one kind only is left out of the others.
 * @throws DomainError INVALID on the field that does not fit the rest
 */
export function checkDraft(draft: DiscountDraft): DiscountDraft {
  const get = draft.kind === 'buy_x_get_y'
  const level = draft.kind === 'free_shipping' ? 'shipping' : get ? 'product' : draft.level
  const refuse = (field: string, message: string) => {
    throw new DomainError('INVALID', message, field)
  }
  const isEmpty = ({ products, collections }: Scope) => products.length + collections.length === 0
  if (level === 'shipping' && draft.kind !== 'free_shipping')
    refuse('level', 'Only free delivery is on delivery.')
  if (draft.kind === 'amount' && draft.amount === null) refuse('amount', 'Write what is off.')
  if ((draft.kind === 'percent' || get) && draft.percent === null)
    refuse('percent', 'Write how many per cent are off.')
  if (get && draft.buyQuantity === null) refuse('buyQuantity', 'Write how many are to be bought.')
  if (get && draft.getQuantity === null) refuse('getQuantity', 'Write how many are given.')
  if (level === 'product' && isEmpty(draft.targets)) refuse('targets', 'Choose what it is for.')
  if (get && isEmpty(draft.buys)) refuse('buys', 'Choose what is to be bought.')
  if (draft.endsAt && draft.endsAt <= draft.startsAt) refuse('endsAt', 'It must end after it began.')
  const seen = new Set<string>()
  for (const code of draft.codes) {
    if (!codePattern.test(code)) refuse('codes', `“${code}” can’t be a code: use letters, digits, . _ and -.`)
    if (seen.has(code.toLowerCase())) refuse('codes', `The code ${code} stands there twice.`)
    seen.add(code.toLowerCase())
  }
  return {
    ...draft,
    level,
    amount: draft.kind === 'amount' ? draft.amount : null,
    percent: draft.kind === 'percent' || get ? draft.percent : null,
    buyQuantity: get ? draft.buyQuantity : null,
    getQuantity: get ? draft.getQuantity : null,
    timesPerOrder: get ? draft.timesPerOrder : null,
    minSubtotal: get ? null : draft.minSubtotal,
    minQuantity: get ? null : draft.minQuantity,
    targets: level === 'product' ? draft.targets : noGoods,
    buys: get ? draft.buys : noGoods,
  }
}
