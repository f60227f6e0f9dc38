// `npm run bench`: measures a fresh copy of the shop beside yardsticks and prints one table. `--quick` for a short
// look, `--json FILE` for the rows as data, `--only serving,view,lighthouse,buying,api` for some of it. `--catalog` measures
// what finding things takes, alone: catalogs of 2 to 100,000 products, or `--products 1000000` and the like.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { loadEnvironment } from '../start/environment.mjs'
import { PlainError, printFailure } from '../start/plain-error.mjs'
import { freePort } from '../start/ports.mjs'
import { findBrowser, HOW_TO_GET_A_BROWSER } from '../testing/browser.mjs'
import { copyProject } from '../testing/copy-project.mjs'
import { api } from './api.mjs'
import { buying } from './buying.mjs'
import { catalog } from './catalog.mjs'
import { table } from './figures.mjs'
import { firstView } from './first-view.mjs'
import { lighthouseRows } from './lighthouse.mjs'
import { canLookInside } from './processes.mjs'
import { serving } from './serving.mjs'
import { close, openTwice, watchMemory } from './shop.mjs'
import { serveBare, serveNext } from './yardsticks.mjs'

const PLANS = {
  quick: {
    serving: { rounds: 2, seconds: 1, requests: 500 },
    lighthouseRuns: 1,
    buying: { count: 100, rounds: 1 },
  },
  full: {
    serving: { rounds: 5, seconds: 3, requests: 1500 },
    lighthouseRuns: 3,
    buying: { count: 800, rounds: 5 },
  },
}
const PAGES = [
  {
    name: 'article',
    path: '/blogs/journal/the-connection-between-our-gut-and-our-skin',
    most: 1.3,
    mostScript: 1.1,
  },
  { name: 'product', path: '/products/gut-love', most: 1.3, mostScript: 1.15 },
  { name: 'home', path: '/' },
]
/** Held bars: the others of a page are only shown. */
const READ = PAGES.slice(0, 2)

const say = (/** @type {string} */ text) => console.error(`… ${text}`)

/** @param {string} browserPath @param {string} folder @param {(typeof PLANS)['full']} plan @param {(part: string) => boolean} wanted */
async function measure(browserPath, folder, plan, wanted) {
  const root = path.join(folder, 'shop')
  const dataDir = path.join(folder, 'data')
  /** @type {(() => unknown)[]} */
  const cleanUp = []
  try {
    say('a fresh copy, started twice')
    copyProject(root)
    const { shop, pidOf, rows } = await openTwice(root, dataDir)
    cleanUp.push(() => close(shop))
    const next = await serveNext(path.join(folder, 'yardstick'))
    cleanUp.push(next.stop)
    const at = (/** @type {typeof PAGES} */ pages) =>
      pages.map((page) => ({ ...page, url: `${shop.url}${page.path}` }))

    if (wanted('view') || wanted('lighthouse')) {
      const port = await freePort()
      const browser = await chromium.launch({
        executablePath: browserPath,
        args: [`--remote-debugging-port=${port}`],
      })
      cleanUp.push(() => browser.close())
      say('what a first view loads')
      if (wanted('view')) rows.push(...(await firstView({ browser, emptyUrl: next.url, pages: at(PAGES) })))
      say('Lighthouse')
      if (wanted('lighthouse'))
        rows.push(
          ...(await lighthouseRows({
            port,
            runs: plan.lighthouseRuns,
            emptyUrl: next.url,
            pages: at(PAGES),
          })),
        )
      await browser.close()
    }
    const memory = watchMemory(pidOf)
    if (wanted('serving')) {
      say('requests a second')
      const bare = await serveBare(folder, `${shop.url}${READ[0]?.path}`)
      cleanUp.push(bare.stop)
      const site = { url: shop.url, pid: pidOf('web') }
      rows.push(...(await serving({ pages: PAGES, shop: site, next, bare, plan: plan.serving })))
    }
    if (wanted('buying')) {
      say('carts and checkouts')
      rows.push(...(await buying({ root, dataDir, shopUrl: shop.url, plan: plan.buying })))
    }
    if (wanted('api')) {
      say('the Storefront API')
      rows.push(...(await api({ root, dataDir, shopUrl: shop.url, plan: plan.serving })))
    }
    return [...rows, ...memory.rows()]
  } finally {
    for (const step of cleanUp.toReversed()) await step()
  }
}

function machine() {
  const [cpu] = os.cpus()
  const memory = Math.round(os.totalmem() / 2 ** 30)
  const commit = execFileSync('git', ['log', '-1', '--format=%h'], { encoding: 'utf8' }).trim()
  return `${os.availableParallelism()} × ${cpu?.model.trim()}, ${memory} GB, ${os.type()} ${os.release()}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}, commit ${commit}`
}

async function bench() {
  loadEnvironment()
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean' },
      json: { type: 'string' },
      only: { type: 'string' },
      catalog: { type: 'boolean' },
      products: { type: 'string', default: '2,1000,100000' },
    },
  })
  const only = values.only?.split(',')
  const browserPath = findBrowser()
  if (!browserPath && !values.catalog) throw new PlainError(HOW_TO_GET_A_BROWSER)
  const [load = 0] = os.loadavg()
  if (load > os.availableParallelism() * 1.5)
    console.error(`The machine is busy (load ${load.toFixed(1)}): times will be too long, ratios less sharp.`)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'shop-bench-'))
  try {
    const plan = values.quick ? PLANS.quick : PLANS.full
    const rows = values.catalog
      ? await catalog(folder, values.products.split(',').map(Number), say)
      : await measure(browserPath ?? '', folder, plan, (part) => !only || only.includes(part))
    console.log(
      `${machine()}${values.quick ? ', quick' : ''}, load before ${load.toFixed(1)}\n\n${table(rows)}`,
    )
    if (!canLookInside) console.log('\nProcessor time and memory are read on Linux only.')
    if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine: machine(), rows }, null, 2)}\n`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

try {
  await bench()
} catch (error) {
  printFailure(error)
  process.exitCode = 1
}
