import { compared, plain } from './figures.mjs'

const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 }
const MOST_REQUESTS = 20
const MOST_KILOBYTES = 300

/**
 * What a browser with an empty cache loads to show a page, before anyone scrolls or clicks.
 * @param {import('@playwright/test').Browser} browser @param {string} url
 * @returns {Promise<{ requests: number, kilobytes: number, scripts: number }>} kB as they came over the line
 */
async function load(browser, url) {
  const context = await browser.newContext(PHONE)
  try {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    /** @type {Map<string, string>} */
    const types = new Map()
    let bytes = 0
    let scripts = 0
    session.on('Network.requestWillBeSent', ({ requestId, type, request }) => {
      if (!request.url.startsWith('data:')) types.set(requestId, type ?? 'Other')
    })
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      bytes += encodedDataLength
      if (types.get(requestId) === 'Script') scripts += encodedDataLength
    })
    await session.send('Network.enable')
    await page.goto(url, { waitUntil: 'networkidle' })
    return { requests: types.size, kilobytes: bytes / 1000, scripts: scripts / 1000 }
  } finally {
    await context.close()
  }
}

/**
 * @param {{ browser: import('@playwright/test').Browser, emptyUrl: string,
 *   pages: { name: string, url: string, mostScript?: number }[] }} set-up
 * @returns {Promise<import('./figures.mjs').Row[]>}
 */
export async function firstView({ browser, emptyUrl, pages }) {
  const empty = await load(browser, emptyUrl)
  const rows = []
  for (const { name, url, mostScript } of pages) {
    await load(browser, url) // the first answer is made while it is sent; all others are the kept page
    const view = await load(browser, url)
    const script = { value: view.scripts, yardstick: empty.scripts, unit: 'kB' }
    rows.push(
      compared(`${name}: JavaScript, gzip`, { ...script, ...(mostScript && { most: mostScript }) }),
      plain(`${name}: requests of the first view`, {
        value: view.requests,
        yardstick: empty.requests,
        most: MOST_REQUESTS,
      }),
      plain(`${name}: bytes of the first view`, {
        value: view.kilobytes,
        yardstick: empty.kilobytes,
        unit: 'kB',
        most: MOST_KILOBYTES,
      }),
    )
  }
  return rows
}
