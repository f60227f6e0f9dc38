import type { KeysetCursor } from '@/lib/keyset'
import { type Currency, parseDecimal } from '@/lib/money'
import type { CollectionProductSort } from '@/lib/search/list-products'
import type { ProductFilter } from '@/lib/search/product-filters'
import { isStorable, storable } from '@/lib/storable'

/** What Next hands out of an address: a name given twice is a list. */
export type SearchParams = Record<string, string | string[] | undefined>

/** The orders a shopper can choose, by their name in the address. */
export const orders = {
  'best-selling': { title: 'Best selling', sort: 'BEST_SELLING', descending: false },
  'price-ascending': { title: 'Price, lowest first', sort: 'PRICE', descending: false },
  'price-descending': { title: 'Price, highest first', sort: 'PRICE', descending: true },
  'created-descending': { title: 'Newest', sort: 'CREATED_AT', descending: true },
  'title-ascending': { title: 'Name, A to Z', sort: 'TITLE', descending: false },
} as const satisfies Record<string, { title: string; sort: CollectionProductSort; descending: boolean }>

export type Order = keyof typeof orders

/** What is found beside products. */
export type Written = 'article' | 'page'

/** What somebody has typed and chosen. */
export type Choices = {
  query: string
  /** Null for the best match, or a collection's own order. */
  order: Order | null
  available: boolean
  /** Amounts as they were typed, where they are amounts. */
  min: string
  max: string
  types: string[]
  vendors: string[]
  tags: string[]
  options: { name: string; value: string }[]
  /** All of these that were found, instead of products and the best of the rest. */
  written: Written | null
  after: KeysetCursor | null
  /** Whether a list is asked for, be it the whole one: "Filter and sort" was sent, or a later page is. */
  listed: boolean
}

const most = { characters: 200, values: 20, options: 10 }
const optionPrefix = 'filter.v.option.'

/** Reads an address, in the names Shopify's shops use. What makes no sense counts for nothing: people edit addresses. */
export function readChoices(params: SearchParams): Choices {
  const all = (name: string) =>
    [params[name] ?? []]
      .flat()
      .map((value) => storable(value).trim())
      .filter((value) => value !== '' && value.length <= most.characters)
      .slice(0, most.values)
  const first = (name: string) => all(name)[0] ?? ''
  const amount = (name: string) => (/^\d{1,7}(\.\d{1,3})?$/.test(first(name)) ? first(name) : '')
  const order = first('sort_by')
  return {
    query: storable([params.q ?? []].flat()[0] ?? '')
      .trim()
      .slice(0, most.characters),
    order: Object.hasOwn(orders, order) ? (order as Order) : null,
    available: first('filter.v.availability') === '1',
    min: amount('filter.v.price.gte'),
    max: amount('filter.v.price.lte'),
    types: all('filter.p.product_type'),
    vendors: all('filter.p.vendor'),
    tags: all('filter.p.tag'),
    options: Object.keys(params)
      .filter((name) => name.startsWith(optionPrefix) && name.length <= most.characters && isStorable(name))
      .slice(0, most.options)
      .flatMap((name) => all(name).map((value) => ({ name: name.slice(optionPrefix.length), value }))),
    written: first('type') === 'article' || first('type') === 'page' ? (first('type') as Written) : null,
    after: readPlace(first('after')),
    listed: Object.keys(params).some(
      (name) => name === 'sort_by' || name === 'after' || name.startsWith('filter.'),
    ),
  }
}

export function toFilters(choices: Choices, currency: Currency): ProductFilter[] {
  const min = parseDecimal(choices.min, currency)
  const max = parseDecimal(choices.max, currency)
  return [
    ...(choices.available ? [{ kind: 'available', is: true } as const] : []),
    ...(min || max ? [{ kind: 'price', min: min?.minor ?? 0, max: max?.minor ?? null } as const] : []),
    ...choices.types.map((value) => ({ kind: 'type', value }) as const),
    ...choices.vendors.map((value) => ({ kind: 'vendor', value }) as const),
    ...choices.tags.map((value) => ({ kind: 'tag', value }) as const),
    ...choices.options.map((option) => ({ kind: 'option', ...option }) as const),
  ]
}

/** The address of the same choices from another place on. */
export function addressOf(path: string, choices: Choices, after: KeysetCursor | null): string {
  const params = new URLSearchParams([
    ...(choices.query ? [['q', choices.query]] : []),
    ...(choices.order ? [['sort_by', choices.order]] : []),
    ...(choices.available ? [['filter.v.availability', '1']] : []),
    ...(choices.min ? [['filter.v.price.gte', choices.min]] : []),
    ...(choices.max ? [['filter.v.price.lte', choices.max]] : []),
    ...choices.types.map((value) => ['filter.p.product_type', value]),
    ...choices.vendors.map((value) => ['filter.p.vendor', value]),
    ...choices.tags.map((value) => ['filter.p.tag', value]),
    ...choices.options.map(({ name, value }) => [optionPrefix + name, value]),
    ...(choices.written ? [['type', choices.written]] : []),
    ...(after ? [['after', writePlace(after)]] : []),
  ])
  const query = params.toString()
  return query ? `${path}?${query}` : path
}

function writePlace({ id, value }: KeysetCursor): string {
  return Buffer.from(JSON.stringify([id, value])).toString('base64url')
}

function readPlace(text: string): KeysetCursor | null {
  try {
    const [id, value] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    const known = typeof id === 'string' && /^\d{1,18}$/.test(id)
    return known && (value === null || isStorable(value)) ? { id, value } : null
  } catch {
    return null
  }
}
