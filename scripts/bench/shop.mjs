import { readFileSync } from 'node:fs'
import path from 'node:path'
import { launchShop } from '../testing/run-shop.mjs'
import { plain } from './figures.mjs'
import { canLookInside, folderMegabytes, memoryMegabytes } from './processes.mjs'

const SAMPLE_MS = 500
const PARTS = ['web', 'worker', 'PostgreSQL', 'stand-in']

/** A shop in a copy of the project, and how long it took to come up. @param {string} root @param {string} dataDir */
async function open(root, dataDir) {
  const begun = performance.now()
  const shop = await launchShop({ root, dataDir })
  try {
    await shop.ready()
    const answer = await fetch(shop.url)
    if (answer.status !== 200) throw new Error(`the home page answers ${answer.status}`)
    await answer.arrayBuffer()
  } catch (error) {
    await close(shop)
    throw error
  }
  return { shop, seconds: (performance.now() - begun) / 1000 }
}

/** @param {Awaited<ReturnType<typeof launchShop>>} shop */
export async function close(shop) {
  shop.signal('SIGTERM')
  await shop.ended()
}

/**
 * Starts a fresh copy, stops it, starts it again and leaves that one running.
 * @param {string} root @param {string} dataDir
 */
export async function openTwice(root, dataDir) {
  const first = await open(root, dataDir)
  await close(first.shop)
  const second = await open(root, dataDir)
  const { children } = JSON.parse(readFileSync(path.join(dataDir, 'running.json'), 'utf8'))
  /** @param {string} part */
  const pidOf = (part) => /** @type {number} */ (children[part]?.pid)
  const rows = [
    plain('fresh copy with packages to first page', { value: first.seconds, unit: 's' }),
    plain('second start to first page', { value: second.seconds, unit: 's', most: 5 }),
    plain('node_modules', { value: folderMegabytes(path.join(root, 'node_modules')), unit: 'MB' }),
  ]
  return { shop: second.shop, pidOf, rows }
}

/** Watches the memory of the shop's processes until it is asked for the rows. @param {(part: string) => number} pidOf */
export function watchMemory(pidOf) {
  if (!canLookInside) return { rows: () => [] }
  const sample = () => PARTS.map((part) => memoryMegabytes(pidOf(part)))
  const idle = sample()
  let peak = idle
  const timer = setInterval(() => {
    const now = sample()
    peak = peak.map((most, index) => Math.max(most, now[index] ?? 0))
  }, SAMPLE_MS)
  return {
    rows: () => {
      clearInterval(timer)
      return PARTS.flatMap((part, index) => [
        plain(`memory of ${part}: idle`, { value: idle[index] ?? 0, unit: 'MB' }),
        plain(`memory of ${part}: most under load`, { value: peak[index] ?? 0, unit: 'MB' }),
      ])
    },
  }
}
