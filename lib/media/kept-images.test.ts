import { expect, test } from 'vitest'
import { keptBytes, keptImage } from './kept-images'

const image = (bytes: number) => ({ body: Buffer.alloc(bytes), type: 'image/png' })

test('the same image asked for by many at once is made once', async () => {
  let made = 0
  const make = async () => {
    made += 1
    return image(10)
  }
  await Promise.all(Array.from({ length: 50 }, () => keptImage('one', make)))
  await keptImage('one', make)
  expect(made).toBe(1)
})

test('a thousand images of a megabyte take the room of sixty, and the latest are there', async () => {
  for (let nth = 0; nth < 1000; nth++) await keptImage(`big ${nth}`, async () => image(1_000_000))
  expect(keptBytes()).toBeLessThanOrEqual(64_000_000)
  const again = await keptImage('big 999', async () => {
    throw new Error('made twice')
  })
  expect(again.body.byteLength).toBe(1_000_000)
})

test('two are made at a time; a crowd beyond the queue is sent away, and the others are all served', async () => {
  let running = 0
  let most = 0
  const gates: (() => void)[] = []
  const slow = async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise<void>((resolve) => {
      gates.push(resolve)
    })
    running -= 1
    return image(1)
  }
  const asked = Array.from({ length: 150 }, (_, nth) => keptImage(`slow ${nth}`, slow))
  const settled = Promise.allSettled(asked)
  while (gates.length > 0) {
    gates.shift()?.()
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
  }
  const results = await settled
  expect(most).toBe(2)
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(102)
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  expect(refused[0]).toMatchObject({ code: 'TOO_OFTEN' })
})

test('one that could not be made is tried again', async () => {
  await expect(
    keptImage('fails', async () => {
      throw new Error('no picture')
    }),
  ).rejects.toThrow('no picture')
  expect((await keptImage('fails', async () => image(3))).body.byteLength).toBe(3)
})
