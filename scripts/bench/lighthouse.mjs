import lighthouse from 'lighthouse'
import { median, plain } from './figures.mjs'

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo']
const LEAST_SCORE = 98
const MOST_LCP = 1500
const BLOCKING_ABOVE_EMPTY = 50

/** What a phone of the middle range reaches in Lighthouse's own benchmark; Chrome calibrates its throttling by it. */
const PHONE_BENCHMARK = 1000

/** A trace that the browser did not record; Lighthouse says to run it again. */
const UNRECORDED = 'NO_NAVSTART'
const TRIES = 3

/**
 * @param {string} url @param {number} port of the browser
 * @param {'simulate' | 'devtools'} throttlingMethod
 * @param {number} slowdown of the processor
 * @returns {Promise<import('lighthouse').Result>}
 */
async function audit(url, port, throttlingMethod, slowdown, tries = TRIES) {
  const result = await lighthouse(url, {
    port,
    logLevel: 'error',
    onlyCategories: CATEGORIES,
    throttlingMethod,
    throttling: { cpuSlowdownMultiplier: slowdown },
  })
  if (result?.lhr.runtimeError?.code === UNRECORDED && tries > 1)
    return audit(url, port, throttlingMethod, slowdown, tries - 1)
  if (!result || result.lhr.runtimeError) throw new Error(`Lighthouse: ${result?.lhr.runtimeError?.message}`)
  return result.lhr
}

/**
 * A phone on slow 4G. Lighthouse slows every processor four times, a fast one and one that is as slow as a phone: its
 * score is therefore taken twice, so and with the slow-down that makes this machine a phone of the middle range.
 * Scores are estimates from a load at full speed: whatever happened to arrive before the first paint counts as
 * needed for it. The times are taken from a load that the browser really slows, four times.
 * @param {string} url @param {number} port
 */
async function once(url, port) {
  const { audits, environment } = await audit(url, port, 'devtools', 4)
  const byDefault = await audit(url, port, 'simulate', 4)
  const asPhone = Math.min(4, Math.max(1, environment.benchmarkIndex / PHONE_BENCHMARK))
  const { categories } = await audit(url, port, 'simulate', asPhone)
  const numeric = (/** @type {string} */ name) => audits[name]?.numericValue ?? Number.NaN
  // What pulled a score down, for the person who must mend it.
  for (const name of CATEGORIES.slice(1))
    for (const { id, weight } of byDefault.categories[name]?.auditRefs ?? [])
      if (weight > 0 && byDefault.audits[id]?.score === 0)
        console.error(`Lighthouse, ${name}: ${url} fails "${byDefault.audits[id].title}"`)
  const points = (/** @type {{ score: number | null } | undefined} */ category) =>
    Math.round((category?.score ?? 0) * 100)
  return {
    benchmark: environment.benchmarkIndex,
    scores: CATEGORIES.map((name) => points(categories[name])),
    slowed: points(byDefault.categories.performance),
    lcp: numeric('largest-contentful-paint'),
    shift: numeric('cumulative-layout-shift'),
    blocking: numeric('total-blocking-time'),
  }
}

/** @typedef {Awaited<ReturnType<typeof once>>} Result */

/** @param {Result[]} results */
function medians(results) {
  const of = (/** @type {(result: Result) => number} */ read) => median(results.map(read))
  return {
    benchmark: of(({ benchmark }) => benchmark),
    scores: CATEGORIES.map((_, index) => of(({ scores }) => scores[index] ?? 0)),
    slowed: of(({ slowed }) => slowed),
    lcp: of(({ lcp }) => lcp),
    shift: of(({ shift }) => shift),
    blocking: of(({ blocking }) => blocking),
  }
}

/**
 * Each page once a round, the empty one among them, so that all of them meet the same weather.
 * @param {string[]} urls @param {number} port @param {number} runs
 */
async function inRounds(urls, port, runs) {
  /** @type {Map<string, Result[]>} */
  const results = new Map(urls.map((url) => [url, []]))
  for (let run = 0; run < runs; run++) for (const url of urls) results.get(url)?.push(await once(url, port))
  return (/** @type {string} */ url) => medians(results.get(url) ?? [])
}

/**
 * @param {{ port: number, runs: number, emptyUrl: string, pages: { name: string, url: string }[] }} set-up
 * @returns {Promise<import('./figures.mjs').Row[]>}
 */
export async function lighthouseRows({ port, runs, emptyUrl, pages }) {
  const result = await inRounds([emptyUrl, ...pages.map(({ url }) => url)], port, runs)
  const empty = result(emptyUrl)
  const rows = [plain("this machine in Lighthouse's benchmark; a phone: 1,000", { value: empty.benchmark })]
  for (const { name, url } of pages) {
    const page = result(url)
    rows.push(
      {
        measure: `${name}: Lighthouse (speed, access, practice, SEO)`,
        value: page.scores.join(' '),
        yardstick: empty.scores.join(' '),
        bar: `≥ ${LEAST_SCORE} each`,
        holds: page.scores.every((score) => score >= LEAST_SCORE),
      },
      plain(`${name}: Lighthouse's speed, CPU ÷ 4`, { value: page.slowed, yardstick: empty.slowed }),
      plain(`${name}: largest paint, slow 4G, CPU ÷ 4`, {
        value: page.lcp,
        yardstick: empty.lcp,
        unit: 'ms',
        most: MOST_LCP,
      }),
      plain(`${name}: layout shift`, { value: page.shift, most: 0 }),
      plain(`${name}: blocking time`, {
        value: page.blocking,
        yardstick: empty.blocking,
        unit: 'ms',
        most: empty.blocking + BLOCKING_ABOVE_EMPTY,
      }),
    )
  }
  return rows
}
