import type { IncomingMessage } from 'node:http'

const LARGEST = 1_000_000

export class TooLarge extends Error {}

/** The whole body as text. @throws TooLarge above one megabyte */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST) throw new TooLarge('The body is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
