import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { compared, median, plain } from './figures.mjs'
import { canLookInside, cpuMilliseconds } from './processes.mjs'

const LOAD = fileURLToPath(new URL('./load.mjs', import.meta.url))
const CONNECTIONS = '16'
const run = promisify(execFile)

/**
 * @typedef {{ name: string, url: string, pid: number }} Target
 * @typedef {{ rounds: number, seconds: number, requests: number }} Plan of a round: that long and at least that many
 */

/** @param {Target} target @param {{ seconds: number, requests: number }} length */
async function round({ name, url, pid }, { seconds, requests }) {
  const before = canLookInside ? cpuMilliseconds(pid) : Number.NaN
  const { stdout } = await run(process.execPath, [LOAD, url, String(seconds), String(requests), CONNECTIONS])
  const spent = canLookInside ? cpuMilliseconds(pid) - before : Number.NaN
  const result = JSON.parse(stdout)
  if (result.failed > 0) throw new Error(`${name} failed ${result.failed} of ${result.requests} requests`)
  return { perSecond: result.requests / result.seconds, cpu: spent / result.requests }
}

/**
 * Requests a second and the server's processor time for one, of each target in turn, round after round, so that
 * whatever else the machine does meets all of them.
 * @param {Target[]} targets @param {Plan} plan
 * @returns {Promise<Map<string, { perSecond: number, cpu: number }>>} medians
 */
async function measure(targets, { rounds, ...length }) {
  for (const target of targets) await round(target, length) // warm: compiled by the engine, kept by the page cache
  const results = new Map(
    targets.map(({ name }) => [name, /** @type {{ perSecond: number, cpu: number }[]} */ ([])]),
  )
  for (let turn = 0; turn < rounds; turn++)
    for (const target of targets) results.get(target.name)?.push(await round(target, length))
  return new Map(
    [...results].map(([name, list]) => [
      name,
      {
        perSecond: median(list.map(({ perSecond }) => perSecond)),
        cpu: median(list.map(({ cpu }) => cpu)),
      },
    ]),
  )
}

/** Bytes of a page as it is sent without compression. @param {string} url */
export async function sizeOf(url) {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
  if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}`)
  return (await answer.arrayBuffer()).byteLength
}

/** The yardstick's page that is as large as another. @param {string} origin @param {number} bytes */
async function pageOfSize(origin, bytes) {
  const few = await sizeOf(`${origin}/sized/1000`)
  const many = await sizeOf(`${origin}/sized/11000`)
  const characters = Math.max(1, Math.round(1000 + ((bytes - few) * 10_000) / (many - few)))
  return `${origin}/sized/${characters}`
}

/**
 * @param {{ pages: { name: string, path: string, most?: number }[], shop: { url: string, pid: number },
 *   next: { url: string, pid: number }, bare: { url: string, pid: number }, plan: Plan }} set-up
 * @returns {Promise<import('./figures.mjs').Row[]>}
 */
export async function serving({ pages, shop, next, bare, plan }) {
  const pairs = await Promise.all(
    pages.map(async ({ name, path, most }) => {
      const size = await sizeOf(`${shop.url}${path}`)
      const page = { name, url: `${shop.url}${path}`, pid: shop.pid }
      const yardstick = { name: `as ${name}`, url: await pageOfSize(next.url, size), pid: next.pid }
      return { name, most, size, page, yardstick }
    }),
  )
  const empty = { name: 'empty', url: `${next.url}/`, pid: next.pid }
  const least = { name: 'bare', url: `${bare.url}/`, pid: bare.pid }
  const results = await measure(
    [least, empty, ...pairs.flatMap(({ yardstick, page }) => [yardstick, page])],
    plan,
  )
  const of = (/** @type {string} */ name) => results.get(name) ?? { perSecond: Number.NaN, cpu: Number.NaN }
  const alone = (/** @type {string} */ title, /** @type {string} */ name) => [
    plain(`${title}: throughput`, { value: of(name).perSecond, unit: 'requests/s' }),
    ...(canLookInside ? [plain(`${title}: CPU a request`, { value: of(name).cpu, unit: 'ms' })] : []),
  ]
  return [
    ...alone('bare Node, bytes of the article', 'bare'),
    ...alone('Next, empty static page', 'empty'),
    ...pairs.flatMap(({ name, size, most }) => {
      const title = `${name} (${Math.round(size / 1000)} kB)`
      const [value, yardstick] = [of(name), of(`as ${name}`)]
      const throughput = { value: value.perSecond, yardstick: yardstick.perSecond, unit: 'requests/s' }
      const cpu = { value: value.cpu, yardstick: yardstick.cpu, unit: 'ms', ...(most && { most }) }
      return [
        compared(`${title}: throughput`, throughput),
        ...(canLookInside ? [compared(`${title}: CPU a request`, cpu)] : []),
      ]
    }),
  ]
}
