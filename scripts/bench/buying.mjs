import { compared, plain } from './figures.mjs'
import { runOnTrialShop } from './trial-script.mjs'

const LEAST_OF_PLAIN_SQL = 0.8

/**
 * Runs buying.ts on the database and the stand-in of a trial shop.
 * @param {{ root: string, dataDir: string, shopUrl: string, plan: { count: number, rounds: number } }} set-up
 * @returns {Promise<import('./figures.mjs').Row[]>}
 */
export async function buying({ plan, ...shop }) {
  const { add, checkout, hotRow } = await runOnTrialShop(shop, 'buying.ts', [plan.count, plan.rounds])
  return [
    plain('add to cart: SQL statements, BEGIN and COMMIT included', { value: add.statements, most: 4 }),
    plain('add to cart, 16 at once: p50', { value: add.p50, unit: 'ms' }),
    plain('add to cart, 16 at once: p99', { value: add.p99, unit: 'ms' }),
    plain('start checkout: SQL statements', { value: checkout.statements, most: 12 }),
    plain('start checkout with the stand-in, 16 at once: p50', { value: checkout.p50, unit: 'ms' }),
    plain('start checkout with the stand-in, 16 at once: p99', { value: checkout.p99, unit: 'ms' }),
    compared('one hot stock row, 16 at once, beside plain SQL', {
      value: hotRow.ours,
      yardstick: hotRow.plain,
      unit: 'holds/s',
      least: LEAST_OF_PLAIN_SQL,
    }),
  ]
}
