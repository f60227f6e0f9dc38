import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ROOT } from '../start/environment.mjs'

/** @typedef {{ passed: number, failed: number }} Count */

/** Counts of everything that ran; what is no test runner counts only when it fails. */
const total = { passed: 0, failed: 0 }

const bin = (/** @type {string} */ file) => path.join(ROOT, 'node_modules', file)

/** @param {string} name @param {string[]} args @param {NodeJS.ProcessEnv} env @returns {Promise<boolean>} */
async function runHere(name, args, env) {
  const begun = performance.now()
  console.log(`\n── ${name}`)
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] })
  const ok = await new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('exit', (code) => resolve(code === 0))
  })
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  console.log(`── ${name}: ${ok ? 'ok' : 'FAILED'} (${seconds} s)`)
  return ok
}

/** @param {string} name @param {string[]} args script in node_modules or the project, and its arguments @param {NodeJS.ProcessEnv} env */
export async function check(name, [file = '', ...args], env) {
  const ok = await runHere(name, [existsSync(path.join(ROOT, file)) ? file : bin(file), ...args], env)
  if (!ok) total.failed += 1
  return ok
}

/** @param {string} project of vitest.config.ts @param {NodeJS.ProcessEnv} env */
export async function vitest(project, env) {
  await counted(`tests: ${project}`, env, countVitest, (report) => [
    bin('vitest/vitest.mjs'),
    ...['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  ])
}

/** @param {NodeJS.ProcessEnv} env */
export async function playwright(env) {
  await counted('journeys in the browser', env, countPlaywright, () => [
    bin('@playwright/test/cli.js'),
    ...['test', '--reporter=line,json'],
  ])
}

/**
 * @param {string} name @param {NodeJS.ProcessEnv} env @param {(report: any) => Count} count
 * @param {(reportFile: string) => string[]} command
 */
async function counted(name, env, count, command) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'shop-report-'))
  const file = path.join(folder, 'report.json')
  const ok = await runHere(name, command(file), { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file })
  const { passed, failed } = existsSync(file)
    ? count(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 0 }
  rmSync(folder, { recursive: true, force: true })
  total.passed += passed
  // A runner that failed without a failed test (no tests, a broken set-up) is a failure too.
  total.failed += ok ? failed : Math.max(failed, 1)
}

/** @param {any} report @returns {Count} */
function countVitest(report) {
  const broken = report.testResults.filter(
    (/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length }
}

/** @param {any} report @returns {Count} */
function countPlaywright({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length }
}

/** Something that could not run counts as a failure. @param {unknown} why */
export function fail(why) {
  console.error(why)
  total.failed += 1
}

/** The last line, for people and machines. */
export function finish() {
  console.log(`\n${total.passed} passed, ${total.failed} failed`)
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
}
