import type { Currency } from '@/lib/money'
import { Prisma } from '@/prisma/generated/client'
import { keyOf } from './product-fields'

/** One choice of a shopper. Those of one kind widen each other, those of different kinds narrow. Prices are minor units. */
export type ProductFilter =
  | { kind: 'available'; is: boolean }
  | { kind: 'type' | 'vendor' | 'tag'; value: string }
  | { kind: 'option'; name: string; value: string }
  | { kind: 'price'; min: number; max: number | null }
  | { kind: 'metafield'; of: 'product' | 'variant'; namespace: string; key: string; value: string }
  /** What this shop has none of, such as a category: nothing is in it. */
  | { kind: 'nothing' }

type Of<Kind> = Extract<ProductFilter, { kind: Kind }>

/** The conditions on `listing`, with AND before each. */
export function filterProducts(filters: readonly ProductFilter[], currency: Currency): Prisma.Sql {
  if (filters.length === 0) return Prisma.empty
  if (filters.some(({ kind }) => kind === 'nothing')) return Prisma.sql`AND false`
  const of = <Kind extends ProductFilter['kind']>(kind: Kind) =>
    filters.filter((filter): filter is Of<Kind> => filter.kind === kind)
  const options = optionsOf(filters)
  const prices = of('price')
  const conditions = [
    ...(['type', 'vendor', 'tag'] as const).map((kind) =>
      anyKey(of(kind).map(({ value }) => keyOf(kind, value))),
    ),
    ...options.map((values) => anyKey(values.map(({ name, value }) => keyOf('option', name, value)))),
    any(
      of('available').map(({ is }) =>
        // Nearly everything is in stock: an index would first list all of it.
        is
          ? Prisma.sql`listing.available`
          : Prisma.sql`listing.keys @> ARRAY[${keyOf('available', 'false')}]`,
      ),
    ),
    any(prices.map(reaches)),
    any(of('metafield').map(hasMetafield)),
    oneVariant(options, of('available'), prices, currency),
  ]
  const known = conditions.filter((condition) => condition !== null)
  return Prisma.sql`AND ${Prisma.join(known, ' AND ')}`
}

/** The options that were chosen, those of one name together. */
export function optionsOf(filters: readonly ProductFilter[]): Of<'option'>[][] {
  const options = filters.filter((filter) => filter.kind === 'option')
  const names = new Set(options.map(({ name }) => name.toLowerCase()))
  return [...names].map((name) => options.filter((one) => one.name.toLowerCase() === name))
}

function any(conditions: Prisma.Sql[]): Prisma.Sql | null {
  return conditions.length === 0 ? null : Prisma.sql`(${Prisma.join(conditions, ' OR ')})`
}

/**
 * Some price of the product may be within. A range between two bounds is one comparison of ranges, of which the planner
 * knows how many meet it; of two comparisons it believes that they have nothing to do with each other.
 */
function reaches({ min, max }: Of<'price'>): Prisma.Sql {
  if (max === null) return Prisma.sql`listing.max_price >= ${min}`
  if (min > max) return Prisma.sql`false`
  if (min <= 0) return Prisma.sql`listing.min_price <= ${max}`
  return Prisma.sql`int8range(listing.min_price, listing.max_price, '[]') && int8range(${min}::int, ${max}::int, '[]')`
}

/** One key as its own comparison, so that the planner looks up how often it occurs. */
function anyKey(keys: Prisma.Sql[]): Prisma.Sql | null {
  return any(keys.map((key) => Prisma.sql`listing.keys @> ARRAY[${key}]`))
}

function hasMetafield({ of, namespace, key, value }: Of<'metafield'>): Prisma.Sql {
  const owner =
    of === 'product'
      ? Prisma.sql`m.owner = 'product' AND m.owner_id = listing.product_id`
      : Prisma.sql`m.owner = 'variant' AND m.owner_id IN (
          SELECT id FROM variant WHERE product_id = listing.product_id AND published)`
  return Prisma.sql`EXISTS (SELECT FROM metafield m
    WHERE ${owner} AND m.namespace = ${namespace} AND m.key = ${key} AND m.value = ${value})`
}

/**
 * "300 g" and "in stock" and "below 50" must be true of one variant together; what the listing keeps says it of the
 * product. Looked at only where more than one such thing is asked for and the listing does not settle it: of a product
 * with one price every variant has that price, and of any product some variant has the least and some the highest one.
 */
function oneVariant(
  options: Of<'option'>[][],
  available: Of<'available'>[],
  prices: Of<'price'>[],
  currency: Currency,
): Prisma.Sql | null {
  const stock = available.length === 1 && available[0]?.is === true
  const bounded = prices.some(({ min, max }) => min > 0 && max !== null)
  const asked = options.length + (stock ? 1 : 0) + (prices.length > 0 ? 1 : 0)
  if (asked < 2 && !bounded) return null
  const conditions = [
    ...options.map(
      (values) => Prisma.sql`EXISTS (SELECT FROM variant_option_value vov
        JOIN option_value ov ON ov.id = vov.option_value_id JOIN product_option o ON o.id = ov.option_id
        WHERE vov.variant_id = v.id AND (${Prisma.join(
          values.map(
            ({ name, value }) =>
              Prisma.sql`(lower(o.name) = lower(${name}) AND lower(ov.value) = lower(${value}))`,
          ),
          ' OR ',
        )}))`,
    ),
    ...(stock
      ? [
          Prisma.sql`NOT EXISTS (SELECT FROM variant_component c JOIN stock_item s ON s.id = c.stock_item_id
            WHERE c.variant_id = v.id AND s.on_hand - s.reserved < c.quantity)`,
        ]
      : []),
    any(
      prices.map(({ min, max }) =>
        max === null
          ? Prisma.sql`price.amount >= ${min}`
          : Prisma.sql`price.amount BETWEEN ${min} AND ${max}`,
      ),
    ) ?? Prisma.sql`true`,
  ]
  // Not EXISTS, which the planner may turn round and begin with all variants there are.
  const looked = Prisma.sql`(SELECT true FROM variant v
    JOIN price ON price.variant_id = v.id AND price.currency = ${currency}
    WHERE v.product_id = listing.product_id AND v.published AND ${Prisma.join(conditions, ' AND ')} LIMIT 1)`
  if (prices.length === 0 || options.length + (stock ? 1 : 0) > 1) return looked
  const settled =
    asked > 1
      ? Prisma.sql`listing.min_price = listing.max_price`
      : any(
          prices.map(
            ({ min, max }) => Prisma.sql`listing.min_price BETWEEN ${min} AND ${max ?? most}
              OR listing.max_price BETWEEN ${min} AND ${max ?? most}`,
          ),
        )
  // The planner takes hardly anything to be NULL: nearly every product meets this, having met what stands before.
  return Prisma.sql`CASE WHEN ${settled} OR ${looked} THEN 1 END IS NOT NULL`
}

const most = 2 ** 31 - 1
