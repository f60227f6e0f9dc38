import { expect, test } from 'vitest'
import { Buckets } from './buckets'

const allowance = { capacity: 10, perSecond: 2 }

/** Buckets whose clock stands still until it is moved. */
function atRest(most = 100) {
  const clock = { now: 0 }
  return {
    buckets: new Buckets(most, () => clock.now),
    wait: (seconds: number) => (clock.now += seconds * 1000),
  }
}

test('what was taken comes back with time, and never more than the bucket holds', () => {
  const { buckets, wait } = atRest()
  for (let nth = 0; nth < 10; nth++) expect(buckets.take('a', 1, allowance)).toBe(0)
  expect(buckets.take('a', 1, allowance)).toBe(0.5)
  expect(buckets.take('b', 1, allowance)).toBe(0)
  wait(0.5)
  expect(buckets.take('a', 1, allowance)).toBe(0)
  expect(buckets.take('a', 1, allowance)).toBe(0.5)
  wait(3600)
  expect(buckets.take('a', 10, allowance)).toBe(0)
  expect(buckets.take('a', 1, allowance)).toBe(0.5)
})

test('asking in vain takes nothing, so whoever waits as long as told gets it', () => {
  const { buckets, wait } = atRest()
  buckets.take('a', 10, allowance)
  for (let nth = 0; nth < 100; nth++) expect(buckets.take('a', 4, allowance)).toBe(2)
  wait(2)
  expect(buckets.take('a', 4, allowance)).toBe(0)
})

test('the dearest request is answered to whoever has a full bucket, and empties it', () => {
  const { buckets } = atRest()
  expect(buckets.take('a', 1_000_000, allowance)).toBe(0)
  expect(buckets.take('a', 1, allowance)).toBeGreaterThan(0)
})

test('a million addresses take the memory of few, and whoever keeps asking is not forgotten', () => {
  const { buckets } = atRest(1_000)
  buckets.take('busy', 10, allowance)
  for (let nth = 0; nth < 1_000_000; nth++) {
    buckets.take(`198.51.${nth}`, 1, allowance)
    if (nth % 500 === 0) expect(buckets.take('busy', 1, allowance)).toBeGreaterThan(0)
  }
  expect(buckets.size).toBe(1_000)
})

test('what is owed is waited for, up to a bucket’s worth; what is given back fills it, and no further', () => {
  const { buckets, wait } = atRest()
  buckets.owe('a', 5, allowance)
  expect(buckets.take('a', 4, allowance)).toBe(0)
  buckets.owe('a', -2, allowance)
  expect(buckets.take('a', 8, allowance)).toBe(0)
  buckets.owe('a', 1_000_000, allowance)
  expect(buckets.take('a', 1, allowance)).toBe(5.5)
  wait(5.5)
  expect(buckets.take('a', 1, allowance)).toBe(0)
  buckets.owe('a', -1_000_000, allowance)
  expect(buckets.take('a', 10, allowance)).toBe(0)
  expect(buckets.take('a', 1, allowance)).toBe(0.5)
})
