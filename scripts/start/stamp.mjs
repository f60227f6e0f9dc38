import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from './environment.mjs'

/**
 * One hash over the content of files and folders of the project. By content and not by time, because a checkout
 * touches every file and changes none.
 * @param {string[]} places paths from the project folder; what does not exist counts as empty
 * @param {string} [salt] whatever else decides about the result
 */
export function hashOf(places, salt = '') {
  const hash = createHash('sha256').update(`${process.version} ${salt}`)
  const add = (/** @type {string} */ place) => {
    const file = path.join(ROOT, place)
    const stat = statSync(file, { throwIfNoEntry: false })
    if (stat?.isDirectory()) for (const entry of readdirSync(file).sort()) add(path.join(place, entry))
    else if (stat && !/\.test\.tsx?$/.test(place)) hash.update(`\0${place}\0`).update(readFileSync(file))
  }
  for (const place of places) add(place)
  return hash.digest('hex')
}

/** @param {string} file stamp file, from the project folder @param {string} hash */
export function isStamped(file, hash) {
  const place = path.join(ROOT, file)
  return existsSync(place) && readFileSync(place, 'utf8') === hash
}

/** Written last: a stamp says that what it stands beside is whole. @param {string} file @param {string} hash */
export function stamp(file, hash) {
  mkdirSync(path.dirname(path.join(ROOT, file)), { recursive: true })
  writeFileSync(path.join(ROOT, file), hash)
}
