import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { startNode } from './children.mjs'
import { freePort } from './ports.mjs'
import { readTrial, writeTrial } from './trial.mjs'

const STAND_IN_KEY = 'sk_test_stand_in'

/**
 * Settings that the processes of the shop share.
 * @param {{ settings: import('./prepare.mjs').Settings, dataDir: string, databaseUrl: string, standInPort: number | undefined }} shop
 */
export function sharedEnvironment({ settings, dataDir, databaseUrl, standInPort }) {
  const { NODE_ENV: _, ...env } = process.env
  return {
    ...env,
    PORT: String(settings.port),
    SITE_URL: settings.siteUrl,
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    ...(standInPort && {
      STRIPE_API_URL: `http://127.0.0.1:${standInPort}`,
      STRIPE_SECRET_KEY: STAND_IN_KEY,
      STRIPE_WEBHOOK_SECRET: readTrial(dataDir).webhookSecret,
    }),
  }
}

/** Port of the Stripe stand-in, the same at every start if it can be; none where a key of Stripe's is set. @param {string} dataDir */
export async function chooseStandInPort(dataDir) {
  if (process.env.STRIPE_SECRET_KEY) return undefined
  const trial = readTrial(dataDir)
  const port = await freePort(trial.standInPort)
  if (port !== trial.standInPort) writeTrial(dataDir, { ...trial, standInPort: port })
  return port
}

/**
 * The long-running programs in the order they start; they stop in the opposite order of what needs them.
 * @param {{ env: NodeJS.ProcessEnv, port: number, dataDir: string, standInPort: number | undefined, dev: boolean,
 *   onLine: (name: string) => (line: string) => void }} shop
 */
export function programs({ env, port, dataDir, standInPort, dev, onLine }) {
  const program = (
    /** @type {string} */ name,
    /** @type {string[]} */ args,
    /** @type {NodeJS.ProcessEnv} */ extra = {},
  ) => ({ name, launch: () => startNode({ name, args, env: { ...env, ...extra }, onLine: onLine(name) }) })
  const mode = { NODE_ENV: dev ? 'development' : 'production' }
  const list = [
    program(
      'worker',
      dev ? ['--import', 'tsx', 'scripts/worker.mjs', '--source'] : ['scripts/worker.mjs'],
      mode,
    ),
    program('web', [
      'node_modules/next/dist/bin/next',
      dev ? 'dev' : 'start',
      '-H',
      '127.0.0.1',
      '-p',
      String(port),
    ]),
  ]
  if (!standInPort) return list
  const folder = path.join(dataDir, 'stand-in')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const standIn = program('stand-in', ['--import', 'tsx', 'stripe-stand-in/main.ts'], {
    STAND_IN_PORT: String(standInPort),
    STAND_IN_DATA: folder,
    STAND_IN_WEBHOOK_URL: `http://127.0.0.1:${port}/api/stripe/webhook`,
    STAND_IN_WEBHOOK_SECRET: env.STRIPE_WEBHOOK_SECRET,
    STAND_IN_KEY: STAND_IN_KEY,
  })
  return [standIn, ...list]
}
