import { type Currency, parseDecimal } from '@/lib/money'
import { Prisma } from '@/prisma/generated/client'
import { compared, dateMatch, type FieldMatch, idMatch, type Searchable, titleMatch } from './compile-query'

/** Between the parts of a facet, as the migration `search` writes it. */
export const facetSeparator = '\u001f'

/**
 * As `keys` holds it, in small letters. The database makes them, as it made those of `keys`: JavaScript has others for "İ"
 * and for "Σ" at the end of a word.
 */
export const keyOf = (...parts: string[]) => Prisma.sql`lower(${parts.join(facetSeparator)})`

/** Has the key: one that most products have is found by walking along, a rare one by its index. */
const hasKey = (key: Prisma.Sql) => Prisma.sql`listing.keys @> ARRAY[${key}]`

/** `product_type:book,set` means either. */
export function valuesOf(value: string): string[] {
  return value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

/** `tag:gu*` is what begins so; `tag:*` any. */
function keyMatch(kind: string): FieldMatch {
  return (value, _, prefix) => {
    const wanted = valuesOf(value)
    if (prefix) {
      const start = keyOf(kind, wanted.at(-1) ?? '')
      return Prisma.sql`EXISTS (SELECT FROM unnest(listing.keys) AS key WHERE starts_with(key, ${start}))`
    }
    if (wanted.length === 0) return undefined
    return Prisma.sql`(${Prisma.join(
      wanted.map((one) => hasKey(keyOf(kind, one))),
      ' OR ',
    )})`
  }
}

const tag = keyMatch('tag')

const available: FieldMatch = (value) => {
  if (!/^(true|false)$/i.test(value)) return undefined
  return Prisma.sql`listing.available = ${value.toLowerCase() === 'true'}`
}

/** Of any variant. An amount as clients see it: "49.00". */
const price =
  (currency: Currency): FieldMatch =>
  (value, comparator) => {
    const minor = /^\d{1,7}(\.\d{1,3})?$/.test(value) ? parseDecimal(value, currency)?.minor : undefined
    if (minor === undefined) return undefined
    if (comparator === '=')
      return Prisma.sql`(listing.min_price <= ${minor} AND listing.max_price >= ${minor} AND EXISTS (
      SELECT FROM variant JOIN price ON price.variant_id = variant.id
      WHERE variant.product_id = listing.product_id AND variant.published AND price.amount = ${minor}
        AND price.currency = ${currency}))`
    const column = comparator.startsWith('<') ? Prisma.sql`listing.min_price` : Prisma.sql`listing.max_price`
    return compared(column, comparator, Prisma.sql`${minor}`)
  }

const sku: FieldMatch = (value) => Prisma.sql`listing.product_id IN (
  SELECT product_id FROM variant WHERE sku = ${value} AND published)`

const handle: FieldMatch = (value) => Prisma.sql`listing.product_id IN (
  SELECT id FROM product WHERE handle = lower(${value}))`

const titles = { title: Prisma.sql`listing.title`, begun: false }

/** Those the Storefront API documents, and `id`, `handle` and `sku`, which clients send too. */
export const searchableProducts = (currency: Currency): Searchable => ({
  words: Prisma.sql`listing.words`,
  titles,
  fields: new Map<string, FieldMatch>([
    ['available_for_sale', available],
    ['created_at', dateMatch(Prisma.sql`listing.created_at`)],
    ['handle', handle],
    ['id', idMatch(Prisma.sql`listing.product_id`)],
    ['product_type', keyMatch('type')],
    ['sku', sku],
    ['variants.sku', sku],
    ['tag', tag],
    [
      'tag_not',
      (...given) => {
        const has = tag(...given)
        return has && Prisma.sql`NOT (${has})`
      },
    ],
    ['title', titleMatch(Prisma.sql`listing.words`, titles)],
    ['updated_at', dateMatch(Prisma.sql`listing.updated_at`)],
    ['variants.price', price(currency)],
    ['vendor', keyMatch('vendor')],
  ]),
})
