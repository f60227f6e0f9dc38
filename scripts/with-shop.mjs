// Runs a TypeScript program on the shop's database: the one of DATABASE_URL, else the trial's, which is started for
// the while when the shop is not running. `node scripts/with-shop.mjs scripts/seed.ts my-shop.yaml`
import { spawn } from 'node:child_process'
import { dataDir, loadEnvironment, ROOT } from './start/environment.mjs'
import { makeDataDir, runningShop, takeLock } from './start/lock.mjs'
import { printFailure } from './start/plain-error.mjs'
import { migrateAll, preparePackages, trialDatabase, trialUrl } from './start/prepare.mjs'
import { readTrial } from './start/trial.mjs'

/** @param {string} url @returns {Promise<number>} exit code */
function runProgram(url) {
  const child = spawn(process.execPath, ['--import', 'tsx', ...process.argv.slice(2)], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: url },
    stdio: 'inherit',
  })
  return new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

async function withShop() {
  loadEnvironment()
  if (process.env.DATABASE_URL) return runProgram(process.env.DATABASE_URL)
  const folder = dataDir()
  if (runningShop(folder)) return runProgram(trialUrl(readTrial(folder)))
  makeDataDir(folder)
  const lock = await takeLock(folder, Number(process.env.PORT) || 3000)
  try {
    await preparePackages()
    const { url, launch } = await trialDatabase(folder)
    const server = await launch()
    try {
      await migrateAll(url)
      return await runProgram(url)
    } finally {
      await server.stop()
    }
  } finally {
    lock.release()
  }
}

// The program hears Ctrl-C itself; we go on to close the database after it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})
try {
  process.exitCode = await withShop()
} catch (error) {
  printFailure(error)
  process.exitCode = 1
}
