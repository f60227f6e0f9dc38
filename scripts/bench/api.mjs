import { compared, plain } from './figures.mjs'
import { runOnTrialShop } from './trial-script.mjs'

const LEAST_OF_PLAIN_JSON = 0.7
/** @type {Record<string, number>} */
const MOST_STATEMENTS = { 'product page': 4, 'cart create': 6, 'cart add': 6 }

/**
 * @param {{ root: string, dataDir: string, shopUrl: string,
 *   plan: { rounds: number, seconds: number, requests: number } }} set-up
 * @returns {Promise<import('./figures.mjs').Row[]>}
 */
export async function api({ plan, ...shop }) {
  const results = await runOnTrialShop(shop, 'api.ts', [plan.seconds, plan.requests, plan.rounds])
  return Object.entries(results).flatMap(([name, { statements, api, plain: json }]) => [
    plain(`API, ${name}: SQL statements`, { value: statements, most: MOST_STATEMENTS[name] ?? 0 }),
    compared(`API, ${name}, beside plain JSON`, {
      value: api,
      yardstick: json,
      unit: 'requests/s',
      least: LEAST_OF_PLAIN_JSON,
    }),
  ])
}
