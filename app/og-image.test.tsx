import sharp from 'sharp'
import { expect, test } from 'vitest'
import { drawnProduct, drawnSize, productOgCard } from '@/components/og/product-card'
import { drawnImage, ogImage } from './og-image'

/** Where something is drawn: the box around all that is not of the ground's colour, in pixels. */
async function drawnBox(answer: Response) {
  const { data, info } = await sharp(Buffer.from(await answer.arrayBuffer()))
    .flatten()
    .trim({ threshold: 4 })
    .toBuffer({ resolveWithObject: true })
  expect(data.byteLength).toBeGreaterThan(5_000)
  const { width, height, trimOffsetLeft = 0, trimOffsetTop = 0 } = info
  return {
    left: -trimOffsetLeft,
    top: -trimOffsetTop,
    right: width - trimOffsetLeft,
    bottom: height - trimOffsetTop,
  }
}

test.each(['pouch', 'book', 'set'])(
  'a %s alone stands whole in crops to 1:1, 2:3 and 5:4',
  async (drawing) => {
    const answer = await drawnImage(drawnProduct({ title: 'Bestow Gut Love +', drawing }), drawnSize)
    const { left, top, right, bottom } = await drawnBox(answer)
    expect(left).toBeGreaterThan(200)
    expect(right).toBeLessThan(1000)
    expect(top).toBeGreaterThan(120)
    expect(bottom).toBeLessThan(1080)
  },
)

test('the picture of a link is the card with its words', async () => {
  const card = productOgCard({ title: 'Bestow Gut Love +', drawing: 'pouch', line: 'A powder', shop: 'Shop' })
  const { width, height } = await sharp(Buffer.from(await (await ogImage(card)).arrayBuffer())).metadata()
  expect([width, height]).toEqual([1200, 630])
})
