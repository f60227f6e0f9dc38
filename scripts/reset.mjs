// `npm run reset`: deletes the trial shop's data, after asking. `--yes` answers for you.
import { createInterface } from 'node:readline/promises'
import { dataDir, loadEnvironment } from './start/environment.mjs'
import { takeLock } from './start/lock.mjs'
import { PlainError, printFailure } from './start/plain-error.mjs'
import { deleteTrial, hasTrial } from './start/trial.mjs'

async function reset() {
  loadEnvironment()
  const folder = dataDir()
  if (process.env.DATABASE_URL)
    throw new PlainError(
      'DATABASE_URL is set: reset deletes only the trial database that `npm start` brings along.',
    )
  if (!hasTrial(folder)) return console.log(`There is no trial data in ${folder}.`)
  const lock = await takeLock(folder, Number(process.env.PORT) || 3000)
  try {
    if (!(await agreed(folder))) return console.log('Nothing was deleted.')
    deleteTrial(folder)
    console.log('The trial data is gone. `npm start` begins with a new shop.')
  } finally {
    lock.release()
  }
}

/** @param {string} folder */
async function agreed(folder) {
  if (process.argv.includes('--yes')) return true
  if (!process.stdin.isTTY)
    throw new PlainError('Nobody is there to ask: `npm run reset -- --yes` does it unasked.')
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(
    `Delete every product, order and mail of the trial shop in ${folder}? [y/N] `,
  )
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}

try {
  await reset()
} catch (error) {
  printFailure(error)
  process.exitCode = 1
}
