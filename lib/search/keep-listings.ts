import { type Tx, transaction } from '@/lib/db'

// What lists and search read of a product is kept by triggers (the migration `search`): whoever writes to the
// catalog need not think of it. Two things are not seen by a trigger.

/** Who writes very many products lets them wait, and refreshes once: else every table's rows would be gone through anew. */
export async function withListingsLater<T>(tx: Tx, write: () => Promise<T>): Promise<T> {
  await tx.$executeRaw`SET LOCAL shop.listings_later = 'on'`
  const result = await write()
  await tx.$executeRaw`SET LOCAL shop.listings_later = 'off'`
  const ids = await tx.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM product WHERE NOT EXISTS (SELECT FROM product_listing WHERE product_id = product.id)`
  for (let start = 0; start < ids.length; start += chunk)
    await refreshListings(
      tx,
      ids.slice(start, start + chunk).map(({ id }) => id),
    )
  return result
}

const chunk = 2_000

async function refreshListings(tx: Tx, ids: bigint[]): Promise<void> {
  await tx.$executeRaw`SELECT refresh_listings(${ids}::bigint[])`
}

/** Products whose day has come are counted from now on. The clock calls it every minute. */
export async function countOpened(): Promise<void> {
  await transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ id: bigint }[]>`
      SELECT product_id AS id FROM product_listing WHERE active AND NOT listed AND opens_at <= now() LIMIT ${chunk}`
    if (rows.length > 0)
      await refreshListings(
        tx,
        rows.map(({ id }) => id),
      )
  })
}

/** How many of each product were sold, for the order "best selling". The clock calls it every hour. */
export async function countSales(): Promise<void> {
  await transaction(async (tx) => {
    await tx.$executeRaw`SELECT keep_listings()`
    await tx.$executeRaw`
      WITH sales AS (
        SELECT line.product_id, sum(line.quantity)::int AS sold
        FROM order_line line JOIN "order" ON "order".id = line.order_id
        WHERE "order".placed_at IS NOT NULL GROUP BY line.product_id
      )
      UPDATE product_listing listing SET sold = sales.sold
      FROM sales WHERE sales.product_id = listing.product_id AND listing.sold <> sales.sold`
  })
}
