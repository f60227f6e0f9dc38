import { spawn, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { PlainError } from '../start/plain-error.mjs'
import { freePort } from '../start/ports.mjs'
import { testEnvironment } from '../testing/run-shop.mjs'

const ANSWER_LIMIT_MS = 60_000
const YARDSTICK = 'scripts/bench/yardstick'
const NEXT = 'node_modules/next/dist/bin/next'

/**
 * Starts a server of ours and waits until it answers.
 * @param {string} root @param {string[]} args script and arguments @param {number} port
 */
async function serve(root, args, port) {
  const server = spawn(process.execPath, args, { cwd: root, env: testEnvironment(), stdio: 'ignore' })
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

/** The empty Next project, built and served. @param {string} root copy of the project, which has the packages */
export async function serveNext(root) {
  const built = spawnSync(process.execPath, [NEXT, 'build', YARDSTICK], {
    cwd: root,
    env: testEnvironment(),
    encoding: 'utf8',
  })
  if (built.status !== 0) throw new PlainError(`The yardstick was not built:\n${built.stdout}${built.stderr}`)
  const port = await freePort()
  return serve(root, [NEXT, 'start', YARDSTICK, '-H', '127.0.0.1', '-p', String(port)], port)
}

/** A bare Node server that sends the bytes of a page. @param {string} root @param {string} pageUrl */
export async function serveBare(root, pageUrl) {
  const file = path.join(path.dirname(root), 'page.html')
  const answer = await fetch(pageUrl)
  writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
  const port = await freePort()
  return serve(root, ['scripts/bench/bare-server.mjs', file, String(port)], port)
}
