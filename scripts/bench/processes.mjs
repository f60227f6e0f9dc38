import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Linux only: elsewhere these figures stay out of the table. */
export const canLookInside = process.platform === 'linux'

const ticksPerSecond = canLookInside
  ? Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))
  : 100

/** @param {number} pid @returns {{ parent: number, ticks: number } | undefined} */
function stat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }
  } catch {
    return undefined // ended meanwhile
  }
}

/** A process and all it started. @param {number} root @returns {number[]} */
function family(root) {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), stat(Number(name))?.parent]),
  )
  const members = [root]
  for (const member of members) for (const [pid, parent] of parents) if (parent === member) members.push(pid)
  return members
}

/** Processor time of a process and its children so far, in ms. @param {number} pid */
export function cpuMilliseconds(pid) {
  const ticks = family(pid).reduce((sum, member) => sum + (stat(member)?.ticks ?? 0), 0)
  return (ticks * 1000) / ticksPerSecond
}

/**
 * Memory of a process and its children, in MB. What several share (PostgreSQL's buffers) is counted once.
 * @param {number} pid
 */
export function memoryMegabytes(pid) {
  const kilobytes = family(pid).reduce((sum, member) => {
    try {
      const rollup = readFileSync(`/proc/${member}/smaps_rollup`, 'utf8')
      return sum + Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0)
    } catch {
      return sum
    }
  }, 0)
  return kilobytes / 1024
}

/** Size on disk in MB. @param {string} folder */
export function folderMegabytes(folder) {
  return Number(spawnSync('du', ['-sk', folder], { encoding: 'utf8' }).stdout.split('\t')[0]) / 1024
}
