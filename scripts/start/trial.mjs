import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { PlainError } from './plain-error.mjs'

/**
 * What a trial shop keeps beside its database: ports that stay the same, and secrets made for it alone.
 * `firstPassword` stays until it has been shown.
 * @typedef {{ databasePort?: number, databasePassword: string, standInPort?: number, webhookSecret: string, firstPassword?: string }} Trial
 */

/** Everything `npm start` makes in DATA_DIR; reset deletes these and nothing else. */
const ENTRIES = ['postgres', 'postgres.new', 'postgres.log', 'postgres.log.1', 'stand-in', 'trial.json']
const RESET_MARK = 'reset-unfinished'

/** @param {string} dataDir @returns {Trial} */
export function readTrial(dataDir) {
  const file = path.join(dataDir, 'trial.json')
  if (existsSync(file)) {
    try {
      return JSON.parse(readFileSync(file, 'utf8'))
    } catch {
      throw new PlainError(`${file} can't be read. \`npm run reset\` starts the trial anew.`)
    }
  }
  const trial = {
    databasePassword: randomBytes(18).toString('base64url'),
    webhookSecret: `whsec_${randomBytes(24).toString('hex')}`,
  }
  writeTrial(dataDir, trial)
  return trial
}

/** @param {string} dataDir @param {Trial} trial */
export function writeTrial(dataDir, trial) {
  const file = path.join(dataDir, 'trial.json')
  writeFileSync(`${file}.new`, `${JSON.stringify(trial, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

/** Deletes the trial's data. Begun means finished: a mark makes the next start complete a killed reset. @param {string} dataDir */
export function deleteTrial(dataDir) {
  const mark = path.join(dataDir, RESET_MARK)
  writeFileSync(mark, '')
  for (const entry of ENTRIES) rmSync(path.join(dataDir, entry), { recursive: true, force: true })
  rmSync(mark)
}

/** @param {string} dataDir @returns {boolean} whether there was something to finish */
export function finishReset(dataDir) {
  if (!existsSync(path.join(dataDir, RESET_MARK))) return false
  deleteTrial(dataDir)
  return true
}

/** @param {string} dataDir */
export function hasTrial(dataDir) {
  return ENTRIES.some((entry) => existsSync(path.join(dataDir, entry)))
}
