import Client from 'shopify-buy'
import { expect, test } from 'vitest'
import { readSizeSuffix } from './size-suffix'

const read = (file: string) => {
  const found = readSizeSuffix(file)
  return found && `${found.file}?${new URLSearchParams(found.query)}`
}

test.each([
  ['tee_50x50.png', 'tee.png?width=50&height=50'],
  ['tee_100x.png', 'tee.png?width=100'],
  ['tee_x100.png', 'tee.png?height=100'],
  ['tee_200x200_crop_center.png', 'tee.png?width=200&height=200&crop=center'],
  ['tee_200x100_crop_left@2x.png', 'tee.png?width=400&height=200&crop=left'],
  ['tee_3000x@3x.jpg', 'tee.jpg?width=5760'],
  ['7_small.webp', '7.webp?width=100&height=100'],
  ['tee_pico.png', 'tee.png?width=16&height=16'],
  ['tee_grande@2x.png', 'tee.png?width=1200&height=1200'],
  ['tee_master.png', 'tee.png?'],
  ['tee_original.png', 'tee.png?'],
  ['tee_50x50', 'tee?width=50&height=50'],
  ['tee.png', 'tee.png?'],
  ['a-50x50.png', 'a-50x50.png?'],
])('%s is %s', (file, wanted) => {
  expect(read(file)).toBe(wanted)
})

test.each([
  'tee_x.png',
  'tee_0x50.png',
  'tee_050x.png',
  'tee_5761x.png',
  'tee_99999999999x.png',
  'tee_1.5x1.png',
  'tee_huge.png',
  'tee_constructor.png',
  'tee_50x50_crop_middle.png',
  'tee_crop_center.png',
  'tee_50x50@4x.png',
  'tee_50x50_50x50.png',
  'tee_.png',
  '_50x50.png',
])('%s names no size', (file) => {
  expect(readSizeSuffix(file)).toBeNull()
})

test('what shopify-buy makes of an image’s address is read', () => {
  const client = Client.buildClient({ domain: 'shop.example.nz', storefrontAccessToken: '-' })
  const image = { src: 'https://shop.example.nz/images/products/tee.png?v=0123456789' }
  const made = client.image.helpers.imageForSize(image, { maxWidth: 50, maxHeight: 40 })
  expect(made).toBe('https://shop.example.nz/images/products/tee_50x40.png?v=0123456789')
  expect(read(new URL(made).pathname.split('/').at(-1) ?? '')).toBe('tee.png?width=50&height=40')
})
