import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, lstatSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { PlainError } from '../start/plain-error.mjs'

/**
 * How to start PostgreSQL's programs: it refuses to run as root, and a shop started by root must work too.
 * `prefix` goes before the command, `owner` must own the data folder.
 * @typedef {{ prefix: string[], options: { uid?: number, gid?: number }, owner?: { uid: number, gid: number } }} RunAs
 */

/** @param {string} name */
function userId(name) {
  const read = (/** @type {string} */ flag) => spawnSync('id', [flag, name], { encoding: 'utf8' })
  const user = read('-u')
  return user.status === 0 ? { uid: Number(user.stdout), gid: Number(read('-g').stdout) } : undefined
}

/** Whether another user may pass through every folder above. @param {string} target @param {number} uid */
function canReach(target, uid) {
  for (let place = path.resolve(target); ; place = path.dirname(place)) {
    const there = existsSync(place) ? statSync(place) : undefined
    if (there?.isDirectory() && there.uid !== uid && !(there.mode & 0o001)) return false
    if (place === path.dirname(place)) return true
  }
}

/** Whether a program started that way gets at all places. @param {string[]} prefix @param {string[]} places */
const reaches = ([command = '', ...args], places) =>
  places.every(
    (place) => spawnSync(command, [...args, 'test', '-x', place], { stdio: 'ignore' }).status === 0,
  )

/**
 * @param {string[]} places folders and programs that PostgreSQL must reach
 * @returns {RunAs}
 * @throws PlainError when root can't hand over to anyone
 */
export function chooseRunAs(places) {
  if (process.getuid?.() !== 0) return { prefix: [], options: {} }
  const other = userId('postgres') ?? userId('nobody') ?? { uid: 65534, gid: 65534 }
  if (places.every((place) => canReach(place, other.uid))) return { prefix: [], options: other, owner: other }

  // A folder above is closed to others, as root's own home usually is. Either keep just the right to pass through…
  const user = ['--reuid', String(other.uid), '--regid', String(other.gid), '--clear-groups']
  const keep = ['--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override']
  // Without this bit access(2), which initdb asks, does not count the kept right.
  const pass = ['setpriv', ...user, ...keep, '--securebits', '+no_setuid_fixup']
  if (reaches(pass, places)) return { prefix: pass, options: {}, owner: other }
  // …or stay root for the file system and be somebody else in a user namespace.
  const namespace = ['unshare', '--user', '--map-user=65534', '--map-group=65534']
  if (reaches(namespace, places)) return { prefix: namespace, options: {}, owner: { uid: 0, gid: 0 } }
  throw new PlainError(
    'PostgreSQL does not run as root, and no other user can reach this folder. ' +
      'Start as an ordinary user, move the shop out of a closed folder, or set DATABASE_URL.',
  )
}

/** Gives a data folder to the one who will run on it. @param {string} dir @param {RunAs} runAs */
export function giveTo(dir, { owner }) {
  if (!owner || statSync(dir).uid === owner.uid) return
  const give = (/** @type {string} */ place) => {
    if (lstatSync(place).isDirectory()) for (const entry of readdirSync(place)) give(path.join(place, entry))
    chownSync(place, owner.uid, owner.gid)
  }
  give(dir)
}
