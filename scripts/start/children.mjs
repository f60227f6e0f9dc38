import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { ROOT } from './environment.mjs'
import { signalGroup, until } from './identity.mjs'
import { PlainError } from './plain-error.mjs'

const TETHER = new URL('./tether.mjs', import.meta.url).href
const STOP_LIMIT_MS = 12_000
// Causes stand at the beginning, last words at the end.
const FIRST_LINES = 15
const LAST_LINES = 40

/**
 * @typedef {{ pid: number | undefined, exited: Promise<string>, stop: () => Promise<void> }} Running
 * `exited` resolves with how it ended and its last words.
 * @typedef {{ name: string, args: string[], env?: NodeJS.ProcessEnv, onLine?: ((line: string) => void) | undefined }} Program
 */

/** Programs under way, for the one who stops everything. @type {Set<Running>} */
export const underWay = new Set()

/**
 * Starts a Node program in the project folder, in its own process group and tied to this process.
 * @param {Program} program `args` begin with the file
 * @returns {Running & { succeeded: Promise<boolean>, output: () => string }}
 */
export function startNode({ args, env = process.env, onLine }) {
  const child = spawn(process.execPath, ['--import', TETHER, ...args], {
    cwd: ROOT,
    env: { ...env, TETHERED_TO: String(process.pid) },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  /** @type {string[]} */
  const lines = []
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      if (lines.length > FIRST_LINES + LAST_LINES) lines.splice(FIRST_LINES, 1)
      onLine?.(line)
    })
  }
  const output = () => lines.join('\n')
  let ended = false
  const ending = new Promise((/** @type {(end: { how: string, ok: boolean }) => void} */ resolve) => {
    child.once('error', (error) => resolve({ how: error.message, ok: false }))
    child.once('close', (code, signal) => resolve({ how: signal ?? `code ${code}`, ok: code === 0 }))
  })
  ending.then(() => {
    ended = true
    underWay.delete(running)
    // What it started itself (the server process of `next dev`, build workers) goes with it.
    if (child.pid) signalGroup(child.pid, 'SIGKILL')
  })
  const running = {
    pid: child.pid,
    output,
    succeeded: ending.then(({ ok }) => ok),
    exited: ending.then(({ how }) => `${how}\n${output()}`.trim()),
    stop: async () => {
      if (ended) return
      child.kill('SIGTERM')
      if (await until(() => ended, STOP_LIMIT_MS)) return
      if (child.pid) signalGroup(child.pid, 'SIGKILL')
      await ending
    },
  }
  underWay.add(running)
  return running
}

/**
 * Runs a Node program to its end.
 * @param {Program} program
 * @returns {Promise<string>} its last lines
 * @throws PlainError with its last lines when it fails
 */
export async function runNode(program) {
  const running = startNode(program)
  if (await running.succeeded) return running.output()
  throw new PlainError(`${program.name} failed: ${await running.exited}`)
}
