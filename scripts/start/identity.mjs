import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * When a process was born, as an opaque word; undefined when there is no such process. A pid alone is no name:
 * the system gives it to another program later, which must never be killed in the first one's place.
 * @param {number} pid
 * @returns {string | undefined}
 */
export function bornAt(pid) {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return fields[0] === 'Z' ? undefined : fields[19]
    } catch {
      return undefined
    }
  }
  const { stdout } = spawnSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
  const [state, ...born] = (stdout ?? '').trim().split(/\s+/)
  return !state || state.startsWith('Z') ? undefined : born.join(' ')
}

/** @typedef {{ pid: number, born: string }} Identity */

/** @param {number} pid @returns {Identity | undefined} */
export function identify(pid) {
  const born = bornAt(pid)
  return born === undefined ? undefined : { pid, born }
}

/** @param {Identity | undefined} identity */
export function isAlive(identity) {
  return identity !== undefined && bornAt(identity.pid) === identity.born
}

/** Whoever ran us: npm, whose commands have a shell in between on some systems. @returns {number} */
export function launcherPid() {
  const shell = process.ppid
  return /^\S*sh -c /.test(commandOf(shell)) ? parentOf(shell) : shell
}

/** @param {number} pid */
function parentOf(pid) {
  if (process.platform !== 'linux')
    return Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout)
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

/** The command line of a process, or '' when there is none. @param {number} pid */
export function commandOf(pid) {
  if (process.platform !== 'linux')
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

/** Signals a process group, or the process alone where it leads none. @param {number} pid @param {NodeJS.Signals} signal */
export function signalGroup(pid, signal) {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, signal)
      return
    } catch {
      // gone, or not a leader
    }
  }
}

/** @param {() => boolean} done @param {number} milliseconds @returns {Promise<boolean>} whether it came true in time */
export async function until(done, milliseconds) {
  const deadline = Date.now() + milliseconds
  while (!done()) {
    if (Date.now() > deadline) return false
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return true
}
