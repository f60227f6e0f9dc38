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
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > limit) throw new DomainError('TOO_MANY', `The body is larger than ${limit} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
