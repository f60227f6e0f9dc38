import { DomainError } from './errors'

/**
 * Reads a request's body as text and stops at `limit` bytes, so that a huge one costs no memory.
 * @throws DomainError TOO_MANY when it is longer
 */
export async function readBody(request: Request, limit: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > limit) throw new DomainError('TOO_MANY', `The body is larger than ${limit} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
