import { planAnew, sql } from '@/lib/db'
import { Prisma } from '@/prisma/generated/client'
import { onShow } from './list-products'
import { facetSeparator } from './product-fields'

/** `complementary` goes with it (bought together, in the same articles); `related` may also stand in for it. */
export type RecommendationIntent = 'related' | 'complementary'

export const mostRecommended = 10

/** From each sign of kinship at most so many are looked at: in a collection of a million, its neighbours. */
const mostLookedAt = 40

type Signs = { keys: string[]; collections: { id: string; position: number }[] }

/**
 * Ids of published products for whoever looks at this one, the same every time: bought in the same orders, mentioned
 * in the same articles, then of the same collections, tags and type. Two statements.
 * @returns null where there is no such published product
 */
export async function recommendProducts(
  productId: string,
  intent: RecommendationIntent,
): Promise<string[] | null> {
  const id = BigInt(productId)
  const signs = await readSigns(id)
  if (!signs) return null
  const sources = [
    boughtWith(id),
    mentionedWith(id),
    ...(intent === 'related'
      ? [
          ...signs.collections.flatMap(({ id: collection, position }) => beside(collection, position)),
          ...signs.keys.map((key) => having(key)),
        ]
      : []),
  ]
  const rows = await sql().$queryRaw<{ id: string }[]>`${Prisma.raw(planAnew)}
    SELECT listing.product_id::text AS id
    FROM (SELECT found.id, sum(found.weight) AS weight FROM (${Prisma.join(sources, ' UNION ALL ')}) AS found
      WHERE found.id <> ${id} GROUP BY found.id) AS kin
    JOIN product_listing listing ON listing.product_id = kin.id
    WHERE ${onShow}
    ORDER BY listing.available DESC, kin.weight DESC, listing.sold DESC, listing.product_id
    LIMIT ${mostRecommended}`
  return rows.map((row) => row.id)
}

/** The rarest tags and the type say most; so do the smallest collections. */
async function readSigns(id: bigint): Promise<Signs | undefined> {
  const [row] = await sql().$queryRaw<Signs[]>`
    SELECT
      ARRAY(SELECT lower(own.facet) FROM unnest(listing.facets) AS own (facet)
        JOIN facet_count ON facet_count.collection_id = 0 AND facet_count.facet = own.facet
        WHERE own.facet ~ ${`^(tag|type)${facetSeparator}`} ORDER BY facet_count.n, own.facet LIMIT 4) AS keys,
      coalesce((SELECT json_agg(json_build_object('id', nearest.collection_id::text, 'position', nearest.position)) FROM (
        SELECT cp.collection_id, cp.position FROM collection_product cp
        JOIN collection ON collection.id = cp.collection_id AND collection.status = 'active'
        LEFT JOIN facet_count ON facet_count.collection_id = cp.collection_id AND facet_count.facet = ''
        WHERE cp.product_id = listing.product_id ORDER BY facet_count.n NULLS LAST, cp.collection_id LIMIT 3) AS nearest), '[]')
        AS collections
    FROM product_listing listing WHERE listing.product_id = ${id} AND ${onShow}`
  return row
}

const boughtWith = (id: bigint) => Prisma.sql`(
  SELECT other.product_id AS id, 5 AS weight
  FROM (SELECT order_id FROM order_line WHERE product_id = ${id} ORDER BY order_id DESC LIMIT 500) AS mine
  JOIN "order" ON "order".id = mine.order_id AND "order".placed_at IS NOT NULL
  JOIN order_line other ON other.order_id = mine.order_id)`

const mentionedWith = (id: bigint) => Prisma.sql`(
  SELECT other.product_id, 4 FROM article_product mine
  JOIN article ON article.id = mine.article_id AND article.status = 'active' AND article.published_at <= now()
  JOIN article_product other ON other.article_id = mine.article_id
  WHERE mine.product_id = ${id} LIMIT 500)`

const beside = (collection: string, position: number) => [
  Prisma.sql`(SELECT product_id, 2 FROM collection_product
    WHERE collection_id = ${BigInt(collection)} AND position >= ${position}
    ORDER BY position, product_id LIMIT ${mostLookedAt})`,
  Prisma.sql`(SELECT product_id, 2 FROM collection_product
    WHERE collection_id = ${BigInt(collection)} AND position < ${position}
    ORDER BY position DESC, product_id DESC LIMIT ${mostLookedAt})`,
]

const having = (key: string) => Prisma.sql`(
  SELECT listing.product_id, 1 FROM product_listing listing
  WHERE ${onShow} AND listing.keys @> ARRAY[${key}] ORDER BY listing.product_id LIMIT ${mostLookedAt})`
