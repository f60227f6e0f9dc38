import { spawn, spawnSync } from 'node:child_process'
import { cpSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from '../start/environment.mjs'
import { PlainError } from '../start/plain-error.mjs'
import { freePort } from '../start/ports.mjs'
import { copyPackages } from '../testing/copy-project.mjs'
import { testEnvironment } from '../testing/run-shop.mjs'

const ANSWER_LIMIT_MS = 60_000
const YARDSTICK = path.join(ROOT, 'scripts/bench/yardstick')
const BARE = path.join(ROOT, 'scripts/bench/bare-server.mjs')
const NEXT = 'node_modules/next/dist/bin/next'

/**
 * Starts a server of ours and waits until it answers.
 * @param {string[]} args script and arguments @param {string} cwd @param {number} port
 */
async function serve(args, cwd, port) {
  const server = spawn(process.execPath, args, { cwd, env: testEnvironment(), stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  const deadline = Date.now() + ANSWER_LIMIT_MS
  while (
    !(await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (server.exitCode !== null || Date.now() > deadline) {
      server.kill()
      throw new Error(`${args.join(' ')} does not answer`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return { url, pid: server.pid ?? 0, stop: () => server.kill() }
}

/** The empty Next project, built and served from a folder of its own. @param {string} folder that does not exist yet */
export async function serveNext(folder) {
  cpSync(YARDSTICK, folder, { recursive: true })
  copyPackages(folder)
  const built = spawnSync(process.execPath, [NEXT, 'build'], {
    cwd: folder,
    env: testEnvironment(),
    encoding: 'utf8',
  })
  if (built.status !== 0) throw new PlainError(`The yardstick was not built:\n${built.stdout}${built.stderr}`)
  const port = await freePort()
  return serve([NEXT, 'start', '-H', '127.0.0.1', '-p', String(port)], folder, port)
}

/** A bare Node server that sends the bytes of a page. @param {string} folder for its file @param {string} pageUrl */
export async function serveBare(folder, pageUrl) {
  const file = path.join(folder, 'page.html')
  const answer = await fetch(pageUrl)
  writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
  const port = await freePort()
  return serve([BARE, file, String(port)], folder, port)
}
