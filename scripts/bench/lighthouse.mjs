import lighthouse from 'lighthouse'
import { median, plain } from './figures.mjs'

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo']
const LEAST_SCORE = 98
const MOST_LCP = 1500
const BLOCKING_ABOVE_EMPTY = 50

/**
 * @param {string} url @param {number} port of the browser
 * @param {'simulate' | 'devtools'} throttlingMethod
 */
async function audit(url, port, throttlingMethod) {
  const result = await lighthouse(url, {
    port,
    logLevel: 'error',
    onlyCategories: CATEGORIES,
    throttlingMethod,
  })
  if (!result || result.lhr.runtimeError) throw new Error(`Lighthouse: ${result?.lhr.runtimeError?.message}`)
  return result.lhr
}

/**
 * A phone on slow 4G whose processor is slowed four times. The scores are Lighthouse's own, which it estimates from a
 * load at full speed: whatever happened to arrive before the first paint counts as needed for it. The times are
 * therefore taken from a second load that the browser really slows.
 * @param {string} url @param {number} port
 */
async function once(url, port) {
  const { categories } = await audit(url, port, 'simulate')
  const { audits } = await audit(url, port, 'devtools')
  const numeric = (/** @type {string} */ name) => audits[name]?.numericValue ?? Number.NaN
  // What pulled a score down, for the person who must mend it.
  for (const name of CATEGORIES.slice(1))
    for (const { id, weight } of categories[name]?.auditRefs ?? [])
      if (weight > 0 && audits[id]?.score === 0)
        console.error(`Lighthouse, ${name}: ${url} fails "${audits[id].title}"`)
  return {
    scores: CATEGORIES.map((name) => Math.round((categories[name]?.score ?? 0) * 100)),
    lcp: numeric('largest-contentful-paint'),
    shift: numeric('cumulative-layout-shift'),
    blocking: numeric('total-blocking-time'),
  }
}

/** @param {string} url @param {number} port @param {number} runs */
async function medians(url, port, runs) {
  const results = []
  for (let run = 0; run < runs; run++) results.push(await once(url, port))
  return {
    scores: CATEGORIES.map((_, index) => median(results.map(({ scores }) => scores[index] ?? 0))),
    lcp: median(results.map(({ lcp }) => lcp)),
    shift: median(results.map(({ shift }) => shift)),
    blocking: median(results.map(({ blocking }) => blocking)),
  }
}

/**
 * @param {{ port: number, runs: number, emptyUrl: string, pages: { name: string, url: string }[] }} set-up
 * @returns {Promise<import('./figures.mjs').Row[]>}
 */
export async function lighthouseRows({ port, runs, emptyUrl, pages }) {
  const empty = await medians(emptyUrl, port, runs)
  const rows = []
  for (const { name, url } of pages) {
    const page = await medians(url, port, runs)
    rows.push(
      {
        measure: `${name}: Lighthouse (speed, access, practice, SEO)`,
        value: page.scores.join(' '),
        yardstick: empty.scores.join(' '),
        bar: `≥ ${LEAST_SCORE} each`,
        holds: page.scores.every((score) => score >= LEAST_SCORE),
      },
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
