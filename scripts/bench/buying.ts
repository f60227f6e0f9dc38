// Adds to carts, starts checkouts and holds stock as fast as it goes, on a shop whose data may be thrown away.
// Prints its figures as JSON. `tsx buying.ts COUNT ROUNDS`, with the settings of a running trial shop.
import pg from 'pg'
import { addLines } from '@/lib/cart/add-lines'
import { startCheckout } from '@/lib/checkout/start-checkout'
import { closeDb, db, transaction } from '@/lib/db'
import { databaseUrl, env } from '@/lib/env'
import { type Demand, holdStock } from '@/lib/inventory/hold-stock'
import { countStatements } from '@/lib/testing/count-statements'
import { smallOrder } from '@/prisma/factories'
import { median, percentile } from './figures.mjs'

const AT_ONCE = 16
const PLENTY = 10_000_000
const [count = 0, rounds = 0] = process.argv.slice(2).map(Number)

/** Works through a list, sixteen at once. @returns ms of each, and of all */
async function sixteenAtOnce<T>(list: T[], work: (item: T) => Promise<unknown>) {
  const waiting = [...list]
  const times: number[] = []
  const begun = performance.now()
  const worker = async () => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
      const started = performance.now()
      await work(item)
      times.push(performance.now() - started)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return { times, seconds: (performance.now() - begun) / 1000 }
}

const range = (length: number) => Array.from({ length }, (_, index) => index)

/** A variant that ships, with more of it than anyone will buy here. */
async function plentifulVariant() {
  const variant = await db().variant.findFirstOrThrow({
    where: { product: { status: 'active' }, requiresShipping: true, components: { some: {} } },
    include: { components: true },
    orderBy: { id: 'asc' },
  })
  const items = variant.components.map(({ stockItemId }) => stockItemId)
  await db().stockItem.updateMany({ where: { id: { in: items } }, data: { onHand: PLENTY } })
  return { id: variant.id, stockItemId: items[0] ?? 0n }
}

async function buying(variantId: bigint) {
  const add = () => addLines({ token: null, lines: [{ variantId, quantity: 1 }] })
  const checkOut = (cartToken: string) => startCheckout({ cartToken, origin: env().siteUrl })
  await sixteenAtOnce(range(2 * AT_ONCE), async () => checkOut((await add()).token)) // warm
  const oneAdd = await countStatements(add)
  const oneCheckout = await countStatements(() => checkOut(oneAdd.result.token))
  const tokens: string[] = []
  const adding = await sixteenAtOnce(range(count), async () => tokens.push((await add()).token))
  const checkingOut = await sixteenAtOnce(tokens, checkOut)
  const figures = (run: typeof adding, statements: string[]) => ({
    statements: statements.length,
    p50: percentile(run.times, 0.5),
    p99: percentile(run.times, 0.99),
  })
  return {
    add: figures(adding, oneAdd.statements),
    checkout: figures(checkingOut, oneCheckout.statements),
  }
}

type Order = { orderId: bigint; demands: Demand[] }

/** One row that everybody wants: our transaction and the same work in plain SQL, in turn. */
async function hotRow(stockItemId: bigint) {
  const pool = new pg.Pool({ connectionString: databaseUrl(), max: AT_ONCE })
  const ours = ({ orderId, demands }: Order) => transaction((tx) => holdStock(tx, orderId, demands))
  const plainSql = async ({ orderId, demands: [demand] }: Order) => {
    const client = await pool.connect()
    await client.query('BEGIN')
    const taken = await client.query(
      'UPDATE stock_item SET reserved = reserved + $2, updated_at = now() WHERE id = $1 AND on_hand - reserved >= $2',
      [String(stockItemId), demand?.quantity],
    )
    if (taken.rowCount !== 1) throw new Error('the shelf is empty')
    await client.query(
      'INSERT INTO hold (order_id, order_line_id, stock_item_id, quantity, updated_at) VALUES ($1, $2, $3, $4, now())',
      [String(orderId), String(demand?.orderLineId), String(stockItemId), demand?.quantity],
    )
    await client.query('COMMIT')
    client.release()
  }
  const perSecond = { ours: [] as number[], plain: [] as number[] }
  const both = [
    ['ours', ours],
    ['plain', plainSql],
  ] as const
  for (const round of range(rounds + 1)) {
    for (const [name, work] of both) {
      const orders: Order[] = []
      await sixteenAtOnce(range(count), async () =>
        orders.push(await smallOrder({ stockItemId, quantity: 1 })),
      )
      const { seconds } = await sixteenAtOnce(orders, work)
      if (round > 0) perSecond[name].push(count / seconds) // the first warms
    }
  }
  await pool.end()
  return { ours: median(perSecond.ours), plain: median(perSecond.plain) }
}

const variant = await plentifulVariant()
const result = { ...(await buying(variant.id)), hotRow: await hotRow(variant.stockItemId) }
await closeDb()
console.log(JSON.stringify(result))
