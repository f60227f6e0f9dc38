import { expect, test } from 'vitest'
import { readBody } from './read-body'

const post = (body: BodyInit | null) =>
  new Request('http://localhost/', { method: 'POST', body, duplex: 'half' } as RequestInit)

test('a body is read to its last byte, across chunks that cut a letter in two', async () => {
  const bytes = new TextEncoder().encode('Kāpiti')
  const stream = new ReadableStream({
    start(controller) {
      for (const byte of bytes) controller.enqueue(new Uint8Array([byte]))
      controller.close()
    },
  })
  expect(await readBody(post(stream), bytes.length)).toBe('Kāpiti')
  expect(await readBody(post(null), 10)).toBe('')
})

test('a body of ten megabytes is refused after the first bytes above the limit', async () => {
  let sent = 0
  const stream = new ReadableStream({
    pull(controller) {
      if (sent >= 10_000_000) return controller.close()
      sent += 100_000
      controller.enqueue(new Uint8Array(100_000))
    },
  })
  await expect(readBody(post(stream), 512_000)).rejects.toMatchObject({ code: 'TOO_MANY' })
  expect(sent).toBeLessThan(1_000_000)
})
