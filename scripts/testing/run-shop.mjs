import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { until } from '../start/identity.mjs'
import { freePort } from '../start/ports.mjs'
import { trialUrl } from '../start/prepare.mjs'

const START_LIMIT_MS = 600_000
const STOP_LIMIT_MS = 60_000
const READY = 'Ctrl-C stops everything.'

/** The admin of a shop that tests start. */
export const TEST_ADMIN = { ADMIN_EMAIL: 'admin@example.nz', ADMIN_PASSWORD: 'a-test-password-of-length' }

/**
 * The environment without the settings of a real shop: a test must never reach its database, mail or payments.
 * @returns {NodeJS.ProcessEnv}
 */
export function testEnvironment() {
  const real = ['DATABASE_URL', 'SITE_URL', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_API_URL']
  const unset = [...real, 'SMTP_URL', 'MAIL_FROM', 'ADMIN_EMAIL', 'ADMIN_PASSWORD']
  const { npm_lifecycle_event: _, NODE_ENV: __, ...env } = process.env
  // Empty and not absent: what is set, even to nothing, wins over a line in .env.
  return { ...env, ...Object.fromEntries(unset.map((name) => [name, ''])) }
}

/**
 * Runs `npm start` as a person would and follows what it prints.
 * @param {{ root: string, dataDir: string, port?: number, env?: Record<string, string | undefined>, args?: string[] }} shop
 */
export async function launchShop({ root, dataDir, port, env = {}, args = [] }) {
  const shopPort = port ?? (await freePort())
  const child = spawn(process.execPath, ['scripts/start.mjs', ...args], {
    cwd: root,
    env: { ...testEnvironment(), ...TEST_ADMIN, PORT: String(shopPort), DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk
    })
  /** @type {number | string | undefined} */
  let ended
  child.once('close', (code, signal) => {
    ended = signal ?? code ?? 0
  })
  return {
    pid: child.pid ?? 0,
    url: `http://localhost:${shopPort}`,
    port: shopPort,
    output: () => output,
    /** Resolves once the shop is open. */
    ready: async () => {
      await until(() => output.includes(READY) || ended !== undefined, START_LIMIT_MS)
      if (!output.includes(READY)) throw new Error(`The shop did not open:\n${output}`)
    },
    /** @returns {Promise<number | string | undefined>} exit code or signal, undefined if it goes on for ever */
    ended: async (limit = STOP_LIMIT_MS) => {
      await until(() => ended !== undefined, limit)
      return ended
    },
    signal: (/** @type {NodeJS.Signals} */ name) => child.kill(name),
  }
}

/** What tests may use beside the pages: database and stand-in of a shop that runs. @param {string} dataDir */
export function doorsOf(dataDir) {
  const trial = JSON.parse(readFileSync(path.join(dataDir, 'trial.json'), 'utf8'))
  return { databaseUrl: trialUrl(trial), standInUrl: `http://127.0.0.1:${trial.standInPort}` }
}
