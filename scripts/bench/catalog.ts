// Fills the database of DATABASE_URL with so many products where it is empty, asks every question a storefront asks,
// and prints what each took in ms as JSON, beside the least there is to ask. `node catalog.built.mjs SIZE` (catalog.mjs)
import { closeDb, db } from '@/lib/db'
import { ask, questions } from './catalog-questions'
import { median, percentile } from './figures.mjs'
import { fillCatalog } from './fill-catalog'

const WARMING = 3
const ROUNDS = 25
const size = Number(process.argv[2])

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

if ((await db().product.count({ take: 1 })) === 0) await fillCatalog(size)
const least = `{ product(handle: "product-${Math.max(1, Math.floor(size / 2))}") { title description variants(first: 9) { nodes { id } } } }`
const figures: Record<string, { median: number; p95: number; least: number }> = {}
const unanswered = new Set<string>()
for (const [name, question] of Object.entries(await questions(size))) {
  const times: number[] = []
  const besides: number[] = []
  for (let round = -WARMING; round < ROUNDS; round += 1) {
    // In turn, so that both meet the same machine.
    const beside = await timed(() => ask(least))
    // One that gets no answer is a finding too, and does not keep the others from being measured.
    const time = await timed(() => question().catch(() => unanswered.add(name)))
    if (round < 0 && !unanswered.has(name)) continue
    times.push(time)
    besides.push(beside)
    if (unanswered.has(name)) break
  }
  figures[unanswered.has(name) ? `${name}: NO ANSWER` : name] = {
    median: median(times),
    p95: percentile(times, 0.95),
    least: median(besides),
  }
}
process.stdout.write(JSON.stringify(figures))
await closeDb()
