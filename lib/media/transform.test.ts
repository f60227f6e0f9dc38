import { expect, test } from 'vitest'
import { keyOf, readTransform, sizeOf } from './transform'

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

const picture = { source: '/blogs/journal/oats/og.png', version: '0123456789', ...card }
/** How many images are kept for all these queries, each with a number from 1 to 5760 in it. */
const kept = (query: (side: number) => string, from = 1) => {
  const keys = new Set<string>()
  for (let side = from; side <= 5760; side++) keys.add(keyOf(read(query(side)), picture))
  return keys.size
}

test('however many sizes are asked for, few are made and kept', () => {
  expect(kept((side) => `width=${side}`)).toBe(120)
  expect(kept((side) => `height=${side}`)).toBe(63)
  expect(kept((side) => `width=${side}&height=${5761 - side}`)).toBeLessThanOrEqual(120 + 63)
  expect(kept((side) => `width=${side}&height=${side}&crop=top`)).toBe(63)
})

test('all that is larger than the picture is one image, with a crop of one shape too', () => {
  expect(kept((side) => `width=${side}`, 1201)).toBe(1)
  expect(kept((side) => `width=${side}&crop=center`, 1201)).toBe(1)
  expect(kept((side) => `width=${side}&height=${side}&crop=center`, 1201)).toBe(1)
})

test('what comes out the same is one image; another side, format, version or picture is another', () => {
  const key = (query: string, of = picture) => keyOf(read(query), of)
  expect(key('width=591&crop=left')).toBe(key('width=600'))
  expect(key('width=5760&height=5760')).toBe(key(''))
  const apart = [
    key('width=600&height=600&crop=left'),
    key('width=600&height=600&crop=right'),
    key('width=600&height=600'),
    key('width=600&format=webp'),
    key('width=600', { ...picture, version: '9876543210' }),
    key('width=610'),
    key('width=610', { ...picture, source: '/blogs/journal/ease/og.png' }),
  ]
  expect(new Set(apart).size).toBe(apart.length)
})
