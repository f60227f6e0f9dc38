import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import './lib/testing/map-group-by.ts' // with its extension: the config is loaded before the aliases are

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '')

const shared = { resolve: { alias: { '@': root } } }

const startUp = [
  'scripts/start-up.test.ts',
  'scripts/database/embedded.test.ts',
  'stripe-stand-in/pay-page/pay-page.browser.test.ts',
]

// `fast` is part of `npm run verify`; `start-up` starts whole shops and a browser, and belongs to `npm test`.
export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'fast',
          include: ['{app,components,lib,prisma,scripts,stripe-stand-in}/**/*.test.{ts,tsx}', '*.test.ts'],
          exclude: startUp,
          pool: 'forks',
          globalSetup: ['lib/testing/postgres-for-tests.ts'],
          setupFiles: ['lib/testing/set-up.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'start-up',
          include: startUp,
          pool: 'forks',
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
})
