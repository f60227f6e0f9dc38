import { expect, test } from 'vitest'
import { readTransform, sizeOf } from './transform'

const read = (query: string) => readTransform(new URLSearchParams(query))
const card = { width: 1200, height: 630 }
const size = (query: string) => {
  const { width, height } = sizeOf(read(query), card)
  return [width, height]
}

test('what clients append is read, the last of each name; other names count for nothing', () => {
  expect(read('v=abc&width=100&width=200&height=80&crop=center&format=webp&utm=x')).toEqual({
    width: 200,
    height: 80,
    crop: 'center',
    format: 'webp',
  })
  expect(read('')).toEqual({ width: null, height: null, crop: null, format: null })
  expect(read('width=&crop=')).toEqual(read(''))
})

test.each([
  'width=0',
  'width=-1',
  'width=1.5',
  'width=1e3',
  'width=5761',
  'width=99999999999999999999',
  'width=wide',
  'height=0x10',
  'crop=middle',
  'crop=CENTER ',
  'format=svg',
])('%s is refused', (query) => {
  expect(() => read(query)).toThrow(expect.objectContaining({ code: 'INVALID' }))
})

test('a picture fits inside what was asked for, keeps its shape and is never enlarged', () => {
  expect(size('')).toEqual([1200, 630])
  expect(size('width=600')).toEqual([600, 315])
  expect(size('height=315')).toEqual([610, 320])
  expect(size('width=600&height=100')).toEqual([190, 100])
  expect(size('width=5760')).toEqual([1200, 630])
  expect(size('crop=top')).toEqual([1200, 630])
  expect(size('width=1')).toEqual([10, 5])
})

test('a crop has exactly the shape that was asked for, as large as the picture allows', () => {
  expect(size('width=200&height=200&crop=center')).toEqual([200, 200])
  expect(size('width=5000&height=5000&crop=left')).toEqual([630, 630])
  expect(size('width=3000&height=1000&crop=top')).toEqual([1200, 400])
  expect(size('width=195&height=39&crop=top')).toEqual([200, 40])
})

test('however many sizes are asked for, few are made', () => {
  const made = new Set<string>()
  for (let width = 1; width <= 5760; width++) made.add(size(`width=${width}`).join())
  expect(made.size).toBe(120)
})
