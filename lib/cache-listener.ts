import { revalidateTag } from 'next/cache'
import pg from 'pg'
import { z } from 'zod'
import { expiryChannel, installExpiry, tags } from './cache'
import { databaseUrl, env } from './env'
import { signInternal } from './internal-signature'
import { logError } from './log'

const message = z.object({ from: z.string(), tags: z.array(z.string().max(256)).max(200) })
const longestPause = 10_000

/**
 * Keeps this web process's pages as fresh as the database: its own writes expire tags at once, those of the worker
 * and of other instances arrive by NOTIFY. `next/cache` works only inside a request, so a notification is turned
 * into one to ourselves.
 */
export async function listenForExpiry(): Promise<void> {
  const { instance } = installExpiry((names) => {
    for (const tag of names) revalidateTag(tag, { expire: 0 })
  })
  void connect(instance, 250, false)
}

async function connect(instance: string, pause: number, again: boolean): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl(), keepAlive: true })
  let lost = false
  const reconnect = () => {
    if (lost) return
    lost = true
    client.end().catch(() => {})
    setTimeout(() => void connect(instance, Math.min(pause * 2, longestPause), true), pause).unref()
  }
  client.on('error', reconnect)
  client.on('end', reconnect)
  client.on('notification', ({ payload }) => {
    const parsed = message.safeParse(safeJson(payload))
    if (parsed.success && parsed.data.from !== instance) void expireThroughRoute(parsed.data.tags)
  })
  try {
    await client.connect()
    await client.query(`LISTEN ${expiryChannel}`)
    pause = 250
    // Whatever was said while the line was down is lost, so everything is made anew.
    if (again) await expireThroughRoute([tags.everything])
  } catch {
    reconnect()
  }
}

/** Tried again for a while: a page that misses its expiry would stay old until the next edit. */
async function expireThroughRoute(names: string[], pause = 250): Promise<void> {
  try {
    const body = JSON.stringify({ tags: names, at: Date.now() })
    const response = await fetch(`http://127.0.0.1:${env().port}/api/internal/expire`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-signature': await signInternal(body) },
      body,
      signal: AbortSignal.timeout(10_000),
    })
    if (!response.ok) throw new Error(`answered ${response.status}`)
  } catch (error) {
    logError('cache.expire_route_failed', error, { tags: names.join(' ') })
    if (pause <= longestPause) setTimeout(() => void expireThroughRoute(names, pause * 2), pause).unref()
  }
}

function safeJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
