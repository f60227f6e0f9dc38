import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { identify, isAlive, launcherPid, signalGroup, until } from './identity.mjs'
import { PlainError } from './plain-error.mjs'

/** @typedef {import('./identity.mjs').Identity} Identity */
/** @typedef {{ owner: Identity, parent?: Identity | undefined, port: number, children: Record<string, Identity> }} Running */

const lockFile = (/** @type {string} */ dataDir) => path.join(dataDir, 'running.json')

/** @param {string} dataDir @returns {Running | undefined} */
function read(dataDir) {
  try {
    return JSON.parse(readFileSync(lockFile(dataDir), 'utf8'))
  } catch {
    return undefined
  }
}

/** Renamed into place: a reader never sees half a file. @param {string} dataDir @param {Running} running */
function write(dataDir, running) {
  const draft = `${lockFile(dataDir)}.${process.pid}`
  writeFileSync(draft, JSON.stringify(running), { mode: 0o600 })
  renameSync(draft, lockFile(dataDir))
}

/** The shop that runs on this data folder, if one does. @param {string} dataDir */
export function runningShop(dataDir) {
  const running = read(dataDir)
  return running && isAlive(running.owner) ? running : undefined
}

/** @param {string} dataDir */
export function makeDataDir(dataDir) {
  try {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(path.join(dataDir, '.writable'), '')
    rmSync(path.join(dataDir, '.writable'))
  } catch (error) {
    throw new PlainError(
      `DATA_DIR can't be used: ${dataDir}\n${/** @type {Error} */ (error).message}\nGive it to this user, or set DATA_DIR to another folder.`,
    )
  }
}

/**
 * Makes this process the only one that runs the shop on a data folder, after ending what a killed start left behind.
 * @param {string} dataDir
 * @param {number} port only for the message that a second start shows
 * @throws PlainError when another start is running
 */
export async function takeLock(dataDir, port) {
  const before = read(dataDir)
  if (before && isAlive(before.owner)) {
    // Its own parent gone means that it is stopping already.
    const leaving = before.parent && !isAlive(before.parent)
    if (!leaving || !(await until(() => !isAlive(before.owner), 20_000)))
      throw new PlainError(
        `The shop is running already: http://localhost:${before.port} (process ${before.owner.pid}).\n` +
          'Stop it with Ctrl-C there, or set DATA_DIR and PORT to run a second one beside it.',
      )
  }
  const owner = identify(process.pid)
  if (!owner) throw new Error('this process has no identity')
  /** @type {Running} */
  const running = { owner, parent: identify(launcherPid()), port, children: {} }
  await endLeftovers(read(dataDir))
  write(dataDir, running)
  // Two starts at the same moment: the one that wrote last has it.
  await new Promise((resolve) => setTimeout(resolve, 30))
  if (read(dataDir)?.owner.pid !== process.pid)
    throw new PlainError('Another `npm start` began at the same moment and goes on; this one ends.')
  return {
    /** Children are remembered, so that the next start can end them if this process is killed. @param {string} name @param {number | undefined} pid */
    remember(name, pid) {
      const child = pid === undefined ? undefined : identify(pid)
      if (child) running.children[name] = child
      else delete running.children[name]
      write(dataDir, running)
    },
    release() {
      if (read(dataDir)?.owner.pid === process.pid) rmSync(lockFile(dataDir), { force: true })
    },
  }
}

/** @param {Running | undefined} running */
async function endLeftovers(running) {
  const left = Object.values(running?.children ?? {}).filter(isAlive)
  for (const child of left) signalGroup(child.pid, 'SIGTERM')
  if (await until(() => !left.some(isAlive), 10_000)) return
  for (const child of left.filter(isAlive)) signalGroup(child.pid, 'SIGKILL')
  await until(() => !left.some(isAlive), 2000)
}
