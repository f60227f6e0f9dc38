import { revalidateTag } from 'next/cache'
import { z } from 'zod'
import { isSignedInternally } from '@/lib/internal-signature'
import { readBody } from '@/lib/read-body'

const request = z.object({ tags: z.array(z.string().min(1).max(256)).max(200), at: z.number() })
const maxAge = 60_000

/** Where this process tells itself what other processes changed (lib/cache-listener.ts). */
export async function POST(incoming: Request): Promise<Response> {
  const body = await readBody(incoming, 64_000).catch(() => undefined)
  if (body === undefined) return new Response(null, { status: 413 })
  if (!(await isSignedInternally(body, incoming.headers.get('x-signature')))) {
    return new Response(null, { status: 403 })
  }
  const parsed = request.safeParse(JSON.parse(body))
  if (!parsed.success || Math.abs(Date.now() - parsed.data.at) > maxAge) {
    return new Response(null, { status: 400 })
  }
  for (const tag of parsed.data.tags) revalidateTag(tag, { expire: 0 })
  return new Response(null, { status: 204 })
}
