import { defineConfig } from '@playwright/test'
import { findBrowser } from './scripts/testing/browser.mjs'

const executablePath = findBrowser()

// `npm test` starts a shop of its own and names it in SHOP_URL; alone, this runs against the one at port 3000.
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/fill-shelves.ts',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  reporter: 'list',
  use: {
    baseURL: process.env.SHOP_URL ?? 'http://localhost:3000',
    locale: 'en-NZ',
    timezoneId: 'Pacific/Auckland',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [], // Chromium's sandbox refuses root
    },
  },
})
