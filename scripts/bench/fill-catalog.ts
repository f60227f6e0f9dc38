import pg from 'pg'
import { databaseUrl } from '@/lib/env'

/** Rows of one statement: as many as one refresh of the listings takes in a few seconds. */
const CHUNK = 20_000

/**
 * Fills an empty database with so many products: each with words of a small vocabulary, one in ten with a second
 * variant, one with 250; a collection that holds all, one of fifty; a tag of half of them, one of one in ten thousand.
 */
export async function fillCatalog(size: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl() })
  await client.connect()
  const run = (sql: string, values: unknown[] = []) => client.query(sql, values)
  try {
    await run(`INSERT INTO shop (name, currency, country, time_zone, email, dispatch_city, tax_basis_points, updated_at)
      VALUES ('Bench', 'NZD', 'NZ', 'Pacific/Auckland', 'bench@example.nz', 'Tauranga', 1500, now())`)
    await run(
      `INSERT INTO collection (handle, title, updated_at) VALUES ('all', 'All', now()), ('few', 'Few', now())`,
    )
    // Foreign keys and listings would be looked at for each row; the rows are right, and the listings follow.
    await run(`SET session_replication_role = 'replica'`)
    for (const sql of goods) await run(sql, [1, size])
    await run(`INSERT INTO product_option (id, product_id, name, position) VALUES (1, 1, 'Number', 1)`)
    await run(
      `INSERT INTO option_value (id, option_id, value, position) SELECT n, 1, 'No. ' || n, n FROM generate_series(1, 250) n`,
    )
    await run(`INSERT INTO variant (id, product_id, title, sku, position, updated_at)
      SELECT 90000000 + n, 1, 'No. ' || n, 'MANY-' || n, n, now() FROM generate_series(2, 250) n`)
    await run(
      `INSERT INTO variant_option_value SELECT CASE n WHEN 1 THEN 1 ELSE 90000000 + n END, n FROM generate_series(1, 250) n`,
    )
    await run(`INSERT INTO price (variant_id, currency, amount, updated_at)
      SELECT 90000000 + n, 'NZD', 1000 + n, now() FROM generate_series(2, 250) n`)
    await run(`SET session_replication_role = 'origin'`)
    await run('VACUUM ANALYZE')
    await withoutIndexes(client, 'product_listing', async () => {
      for (let from = 1; from <= size; from += CHUNK)
        await run(`SELECT refresh_listings(ARRAY(SELECT generate_series($1::bigint, $2::bigint)))`, [
          from,
          Math.min(size, from + CHUNK - 1),
        ])
    })
    await withoutIndexes(client, 'collection_product', () =>
      run(
        `INSERT INTO collection_product (collection_id, product_id, position)
        SELECT 1, id, id % 1000 FROM product UNION ALL SELECT 2, id, id FROM product WHERE id % greatest(1, $1 / 50) = 0`,
        [size],
      ),
    )
    await run(`INSERT INTO blog (handle, title, updated_at) VALUES ('journal', 'Journal', now())`)
    await run(`INSERT INTO article (blog_id, handle, title, body, tags, status, published_at, updated_at)
      SELECT 1, 'a-' || n, 'Article about plum ' || n, repeat('Some words on gardens. ', 50), '{}', 'active', now(), now()
      FROM generate_series(1, 1000) n`)
    await run('VACUUM ANALYZE')
  } finally {
    await client.end()
  }
}

/** An index that is made at the end costs a fraction of one that is kept meanwhile; keys stay. */
async function withoutIndexes(client: pg.Client, table: string, write: () => Promise<unknown>) {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
    WHERE indrelid = $1::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
    [table],
  )
  await client.query(`SET maintenance_work_mem = '1GB'`)
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`)
  await write()
  for (const { definition } of rows) await client.query(definition)
}

const words = `ARRAY['plum','apple','cedar','river','stone','cloud','ember','field','grove','honey','iris','juniper','kelp',
  'lemon','maple','nettle','olive','pepper','quince','rose']`

/** Of the products $1 to $2. */
const goods = [
  `INSERT INTO product (id, handle, title, description, vendor, product_type, tags, status, published_at, created_at, updated_at)
   SELECT n, 'product-' || n, initcap((${words})[1 + n % 20] || ' ' || (${words})[1 + (n / 20) % 20]) || ' ' || n
       || CASE WHEN n % 10000 = 2 THEN ' marvellous' ELSE '' END,
     'Made of ' || (${words})[1 + (n / 400) % 20] || ' and common sense.', 'Vendor ' || n % 50, 'Type ' || n % 20,
     CASE WHEN n % 2 = 0 THEN ARRAY['half'] ELSE '{}' END || CASE WHEN n % 10000 = 2 THEN ARRAY['rare'] ELSE '{}' END
       || ARRAY['tag ' || n % 100],
     'active', now(), now() - n * interval '1 second', now() - n * interval '1 second'
   FROM generate_series($1::int, $2::int) n`,
  `INSERT INTO variant (id, product_id, title, sku, position, updated_at)
   SELECT n, n, 'Default Title', 'SKU-' || n, 1, now() FROM generate_series($1::int, $2::int) n`,
  `INSERT INTO price (variant_id, currency, amount, updated_at)
   SELECT n, 'NZD', 500 + (n::bigint * 7919 % 20000)::int, now() FROM generate_series($1::int, $2::int) n`,
  `INSERT INTO stock_item (id, sku, on_hand, updated_at)
   SELECT n, 'SKU-' || n, CASE WHEN n % 20 = 0 THEN 0 ELSE 9 END, now() FROM generate_series($1::int, $2::int) n`,
  `INSERT INTO variant_component (variant_id, stock_item_id) SELECT n, n FROM generate_series($1::int, $2::int) n`,
]
