import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { Verb } from './apart'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** For tests with a second process, which may take long to start on a busy machine: the test's own time and a wait. */
export const patience = { test: 180_000, wait: { timeout: 60_000, interval: 20 } }

/** Runs a verb of the shop in a process of its own, on this test's database and stand-in; it ends with the test. */
export function runApart(verb: Verb, input: object = {}, env: Record<string, string> = {}) {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'lib/testing/apart.ts', verb, JSON.stringify(input)],
    { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk
    })
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output }))
  return {
    ended,
    output: () => output,
    /** What a supervisor says: finish, then end. */
    stop: () => child.kill('SIGTERM'),
    /** kill -9: nothing is said goodbye to. */
    kill() {
      child.kill('SIGKILL')
      return ended
    },
  }
}
