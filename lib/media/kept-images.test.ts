import { expect, test } from 'vitest'
import { keptBytes, keptImage } from './kept-images'

const image = (bytes: number) => ({ body: Buffer.alloc(bytes), type: 'image/png' })

/** Programs of this machine may begin thousands. */
const here = '127.0.0.1'

test('the same image asked for by many at once is made once', async () => {
  let made = 0
  const make = async () => {
    made += 1
    return image(10)
  }
  await Promise.all(Array.from({ length: 50 }, () => keptImage('one', here, make)))
  await keptImage('one', here, make)
  expect(made).toBe(1)
})

test('a thousand images of a megabyte take the room of sixty, and the latest are there', async () => {
  for (let nth = 0; nth < 1000; nth++) await keptImage(`big ${nth}`, here, async () => image(1_000_000))
  expect(keptBytes()).toBeLessThanOrEqual(64_000_000)
  const again = await keptImage('big 999', here, async () => {
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
  const asked = Array.from({ length: 150 }, (_, nth) => keptImage(`slow ${nth}`, here, slow))
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
    keptImage('fails', here, async () => {
      throw new Error('no picture')
    }),
  ).rejects.toThrow('no picture')
  expect((await keptImage('fails', here, async () => image(3))).body.byteLength).toBe(3)
})

test('one address can neither fill the queue nor spoil what others ask for, and what is kept or being made is free', async () => {
  let open = () => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  const slow = async () => {
    await gate
    return image(1)
  }
  await keptImage('kept before', here, async () => image(7))
  const greedy = Array.from({ length: 200 }, (_, nth) => keptImage(`greedy ${nth}`, '203.0.113.1', slow))
  const greedySettled = Promise.allSettled(greedy)
  // The first asker of this one is refused; another, who asks in the same moment, is not.
  const spoilt = keptImage('greedy 199', '203.0.113.2', slow)
  const patient = keptImage('patient', '203.0.113.2', slow)
  // Whoever may begin nothing more still gets what others began, or what is kept.
  const shared = keptImage('patient', '203.0.113.1', slow)
  const kept = await keptImage('kept before', '203.0.113.1', slow)
  expect(kept.body.byteLength).toBe(7)
  open()
  const results = await greedySettled
  expect(results.slice(0, 60).every(({ status }) => status === 'fulfilled')).toBe(true)
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  expect(refused.length).toBeGreaterThanOrEqual(135)
  for (const reason of refused) expect(reason).toMatchObject({ code: 'TOO_OFTEN' })
  for (const made of await Promise.all([spoilt, patient, shared])) expect(made.body.byteLength).toBe(1)
})
