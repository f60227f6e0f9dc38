import { db } from '@/lib/db'

/** What lists and search read must be what the catalog says, and each count the number of what it counts. */
export async function listingsAddUp(): Promise<string[]> {
  const columns = `product_id, active, opens_at, title, vendor, product_type, created_at, updated_at, min_price,
    max_price, available, facets, keys, words`
  const rows = await db().$queryRawUnsafe<{ problem: string }[]>(`
    SELECT 'the listing of product ' || product_id || ' is not what the catalog says' AS problem FROM (
      (SELECT ${columns} FROM product_listing EXCEPT SELECT ${columns} FROM product_listing_now)
      UNION (SELECT ${columns} FROM product_listing_now EXCEPT SELECT ${columns} FROM product_listing)) AS differing
    UNION
    SELECT 'product ' || product_id || ' does not stand right beside ' || key FROM (
      (SELECT * FROM listing_tag EXCEPT SELECT * FROM listing_tag_now)
      UNION (SELECT * FROM listing_tag_now EXCEPT SELECT * FROM listing_tag)) AS tagged
    UNION
    SELECT 'collection ' || collection_id || ' sorts product ' || product_id || ' by what it was'
    FROM collection_product cp JOIN product_listing l USING (product_id)
    WHERE (cp.title, cp.created_at, cp.min_price, cp.max_price, cp.sold, cp.marks)
      <> (l.title, l.created_at, l.min_price, l.max_price, l.sold, l.marks)
    UNION
    SELECT 'collection ' || collection_id || ' counts ' || coalesce(kept.n, 0) || ' of ' || facet || ', there are ' || coalesce(counted.n, 0)
    FROM (SELECT collection_id, facet, n FROM facet_count WHERE n <> 0) AS kept
    FULL JOIN (
      SELECT scope AS collection_id, facet, count(*)::int AS n
      FROM product_listing l, counted_in(l.product_id) AS scope, unnest(ARRAY[''] || l.facets) AS facet
      WHERE l.listed GROUP BY 1, 2) AS counted USING (collection_id, facet)
    WHERE kept.n IS DISTINCT FROM counted.n`)
  return rows.map(({ problem }) => problem)
}
