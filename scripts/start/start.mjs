import { stripVTControlCharacters } from 'node:util'
import { buildPages, isBuilt } from './build.mjs'
import { underWay } from './children.mjs'
import { dataDir, loadEnvironment } from './environment.mjs'
import { launcherPid, signalGroup } from './identity.mjs'
import { makeDataDir, takeLock } from './lock.mjs'
import { chooseStandInPort, programs, sharedEnvironment } from './parts.mjs'
import { PlainError, printFailure } from './plain-error.mjs'
import { requireShopPort } from './ports.mjs'
import {
  checkSettings,
  createFirstAdmin,
  migrateAll,
  preparePackages,
  seedShop,
  trialDatabase,
  whatIsMissing,
} from './prepare.mjs'
import { say, step } from './progress.mjs'
import { supervise } from './supervise.mjs'
import { finishReset, readTrial, writeTrial } from './trial.mjs'

// Long, because a slow machine compiles for minutes in development; what dies says so much earlier.
const READY_LIMIT_MS = 300_000
const HEALTH_LIMIT_MS = 30_000
const ORPHAN_CHECK_MS = 500
// npm passes on the Ctrl-C that the terminal has sent already; a person's second one comes later.
const SECOND_PRESS_MS = 1000

/** Runs the whole shop until it is stopped. @param {{ dev: boolean }} mode */
export async function start({ dev }) {
  /** Web server, worker and stand-in; they stop in the opposite order. @type {{ stop: () => Promise<void> }[]} */
  const parts = []
  /** Stops last: the others still need it. @type {{ stop: () => Promise<void> } | undefined} */
  let database
  /** @type {Awaited<ReturnType<typeof takeLock>> | undefined} */
  let lock
  let stoppedAt = 0

  /** @param {number} code */
  const stop = async (code) => {
    if (stoppedAt > 0) {
      if (Date.now() - stoppedAt < SECOND_PRESS_MS) return
      for (const { pid } of underWay) if (pid) signalGroup(pid, 'SIGKILL')
      process.exit(1)
    }
    stoppedAt = Date.now()
    if (lock) say('Stopping…')
    for (const part of parts.toReversed()) await part.stop()
    await Promise.all([...underWay].map((running) => running.stop())) // a step that is broken off
    await database?.stop()
    if (lock) say('Stopped.')
    lock?.release()
    process.exit(code)
  }
  /** @param {unknown} error */
  const fail = (error) => {
    if (stoppedAt > 0) return // a step that was broken off because we stop
    printFailure(error)
    return stop(1)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0))
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}) // a terminal that went away
  stopWhenOrphaned(stop)

  /** @param {string} name @param {() => any} launch */
  const run = (name, launch) => {
    const remember = (/** @type {string} */ part, /** @type {number | undefined} */ pid) =>
      lock?.remember(part, pid)
    return supervise({ name, launch, remember, giveUp: (message) => fail(new PlainError(message)) })
  }
  // What comes up while we stop was not there to be stopped.
  const goOn = () => {
    if (stoppedAt > 0) throw new PlainError('stopped')
  }

  try {
    loadEnvironment()
    const folder = dataDir()
    makeDataDir(folder)
    lock = await takeLock(folder, Number(process.env.PORT) || 3000)
    await preparePackages()
    if (finishReset(folder)) say('Finished a reset that had been broken off.')
    // Judging the settings takes as long as PostgreSQL does to come up: together.
    const openDatabase = async () => {
      const trial = await trialDatabase(folder)
      await step('Database', async () => {
        database = await run('PostgreSQL', trial.launch)
      })
      return trial.url
    }
    const [judged, opened] = await Promise.allSettled([
      checkSettings().then(async (settings) => {
        await requireShopPort(settings.port)
        return settings
      }),
      process.env.DATABASE_URL || openDatabase(),
    ])
    goOn()
    if (judged.status === 'rejected') throw judged.reason
    if (opened.status === 'rejected') throw opened.reason
    const settings = judged.value
    const databaseUrl = opened.value
    const standInPort = await chooseStandInPort(folder)
    const env = sharedEnvironment({ settings, dataDir: folder, databaseUrl, standInPort })
    Object.assign(process.env, env)

    await step('Migrations', () => migrateAll(databaseUrl))
    const missing = await whatIsMissing(databaseUrl)
    if (missing.shop) await step('Filling the empty shop', async () => void (await seedShop()))
    if (missing.admin) await step('First admin', () => createFirstAdmin(folder))
    if (!dev && !isBuilt())
      await step('Building the pages (about a minute)', async () => void (await buildPages()))

    let open = dev
    const onLine = (/** @type {string} */ name) => (/** @type {string} */ line) => {
      // Before that they speak of addresses that people should not use; last words are shown if one dies.
      if (open && stripVTControlCharacters(line).trim()) console.log(`${name.padStart(8)}  ${line}`)
    }
    const list = programs({ env, port: settings.port, dataDir: folder, standInPort, dev, onLine })
    for (const { name, launch } of list) {
      goOn()
      parts.push(await run(name, launch))
    }
    await step('Web server and worker', () => ready(settings.port, () => stoppedAt > 0))
    open = true
    if (stoppedAt === 0) welcome(settings, folder, standInPort)
  } catch (error) {
    await fail(error)
  }
}

/** `kill -9` of npm leaves us without the terminal's Ctrl-C: then we end too. @param {(code: number) => void} stop */
function stopWhenOrphaned(stop) {
  if (!process.env.npm_lifecycle_event) return
  const shell = process.ppid
  const npm = launcherPid()
  const check = setInterval(() => {
    if (process.ppid === shell && exists(npm)) return
    clearInterval(check)
    stop(1)
  }, ORPHAN_CHECK_MS)
  check.unref()
}

/** @param {number} pid */
function exists(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

/** @param {number} port @param {() => boolean} stopping @throws PlainError with what health says is wrong */
async function ready(port, stopping) {
  const deadline = Date.now() + READY_LIMIT_MS
  let last = 'no answer'
  while (!stopping()) {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/api/health`, {
        signal: AbortSignal.timeout(HEALTH_LIMIT_MS),
      })
      if (answer.ok) return 'ready'
      last = await answer.text()
    } catch {
      last = 'no answer'
    }
    if (Date.now() > deadline)
      throw new PlainError(`The shop did not come up within five minutes. Health says: ${last}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return 'stopped'
}

/** @param {import('./prepare.mjs').Settings} settings @param {string} folder @param {number | undefined} standInPort */
function welcome({ siteUrl, adminEmail, sendsMail, live }, folder, standInPort) {
  const trial = readTrial(folder)
  const lines = [`Shop      ${siteUrl}`, `Admin     ${siteUrl}/admin`]
  if (trial.firstPassword)
    lines.push(
      `          e-mail ${adminEmail}`,
      `          password ${trial.firstPassword}   (shown this once)`,
    )
  if (!sendsMail) lines.push(`Mailbox   ${siteUrl}/admin/mailbox   (mail stays there until SMTP_URL is set)`)
  if (standInPort) lines.push('Payments  test payments: card 4242 4242 4242 4242, any future date, any code')
  else if (!live) lines.push('Payments  test payments, with your Stripe test key')
  lines.push('', 'Ctrl-C stops everything.')
  console.log(`\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n`)
  if (trial.firstPassword) {
    const { firstPassword: _, ...rest } = trial
    writeTrial(folder, rest)
  }
}
