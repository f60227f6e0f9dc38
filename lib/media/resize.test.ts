import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { resize } from './resize'
import { readTransform } from './transform'

let picture: Buffer

/** Four stripes from left to right: red, green, blue, white. */
beforeAll(async () => {
  const stripe = (left: number, background: string) => ({
    input: { create: { width: 100, height: 200, channels: 3 as const, background } },
    left,
    top: 0,
  })
  picture = await sharp({ create: { width: 400, height: 200, channels: 3, background: '#ffffff' } })
    .composite([stripe(0, '#ff0000'), stripe(100, '#00ff00'), stripe(200, '#0000ff')])
    .png()
    .toBuffer()
})

async function made(query: string) {
  const { body, type } = await resize(picture, readTransform(new URLSearchParams(query)))
  const { width, height } = await sharp(body).metadata()
  const raw = await sharp(body).removeAlpha().raw().toBuffer()
  const [red = 0, green = 0, blue = 0] = raw
  return {
    width,
    height,
    type,
    corner: red > 200 ? (green > 200 ? 'white' : 'red') : green > 200 ? 'green' : blue > 200 ? 'blue' : '?',
  }
}

test('sizes are as asked for and never larger than the picture', async () => {
  expect(await made('width=200')).toMatchObject({ width: 200, height: 100, type: 'image/png' })
  expect(await made('width=4000')).toMatchObject({ width: 400, height: 200 })
  expect(await made('width=100&height=100')).toMatchObject({ width: 100, height: 50 })
})

test('a crop keeps the side it names', async () => {
  for (const [crop, corner] of [
    ['left', 'red'],
    ['center', 'green'],
    ['right', 'blue'],
  ])
    expect(await made(`width=200&height=200&crop=${crop}`), crop).toMatchObject({
      width: 200,
      height: 200,
      corner,
    })
})

test('another format may be asked for', async () => {
  expect(await made('format=webp')).toMatchObject({ type: 'image/webp', width: 400 })
  expect(await made('format=jpg')).toMatchObject({ type: 'image/jpeg' })
})

test('what is no picture, or unpacks to billions of pixels, is an error and costs no memory', async () => {
  const wanted = readTransform(new URLSearchParams('width=100'))
  await expect(resize(Buffer.from('<html>'), wanted)).rejects.toThrow()
  const huge = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  await expect(resize(huge, wanted)).rejects.toThrow('pixel limit')
})
