import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

export const HOW_TO_GET_A_BROWSER =
  'No browser was found. Either `npx playwright install chromium`, or install Chromium with the system\n' +
  '(Debian: apt-get install chromium), or set CHROMIUM_PATH to one.'

/** A Chromium: the one of CHROMIUM_PATH, else Playwright's own, else the system's. @returns {string | undefined} */
export function findBrowser() {
  const own = (() => {
    try {
      return chromium.executablePath()
    } catch {
      return '' // Playwright has none for this system
    }
  })()
  return [process.env.CHROMIUM_PATH ?? '', own, ...SYSTEM].find((file) => file !== '' && existsSync(file))
}
