import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { PlainError } from './plain-error.mjs'

/** Folder of the project. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** Nothing phones home, whoever starts it. */
const QUIET = {
  NEXT_TELEMETRY_DISABLED: '1',
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  BETTER_AUTH_TELEMETRY: '0',
  DO_NOT_TRACK: '1',
  NO_UPDATE_NOTIFIER: '1',
  npm_config_update_notifier: 'false',
}

/** Reads `.env` where there is one (what is set already wins) and turns telemetry off for this process and its children. */
export function loadEnvironment() {
  const file = path.join(ROOT, '.env')
  if (existsSync(file)) {
    try {
      process.loadEnvFile(file)
    } catch (error) {
      throw new PlainError(`.env can't be read: ${/** @type {Error} */ (error).message}`)
    }
  }
  Object.assign(process.env, QUIET)
}

/** DATA_DIR as an absolute path. */
export function dataDir() {
  return path.resolve(ROOT, process.env.DATA_DIR || '.data')
}
