import { DomainError } from './errors'

/**
 * Reads a request's body as text and stops at `limit` bytes, so that a huge one costs no memory.
 * @throws DomainError TOO_MANY when it is longer
 */
export async function readBody(request: Request, limit: number): Promise<string> {
  return (await readBytes(request, limit)).toString('utf8')
}

/** The same, for whoever must know whether the bytes are text at all. @throws DomainError TOO_MANY */
export async function readBytes(request: Request, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  for (;;) {
    // By hand: `for await` takes twice the time for a short body.
    const chunk = (await reader?.read())?.value
    if (!chunk) return Buffer.concat(chunks)
    size += chunk.byteLength
    chunks.push(chunk)
    if (size <= limit) continue
    await reader?.cancel()
    throw new DomainError('TOO_MANY', `The body is larger than ${limit} bytes.`)
  }
}
