import sharp from 'sharp'
import { beforeAll, expect, test, vi } from 'vitest'
import { GET } from './route'

vi.mock('@/lib/content/cached', () => ({
  getShop: async () => ({ name: 'Shop' }),
  getArticle: async (blog: string, handle: string) =>
    handle === 'oats'
      ? { id: '1', url: `/blogs/${blog}/oats`, title: 'Oats', topic: '', handle, blog: { handle: blog } }
      : null,
}))
vi.mock('@/lib/catalog/cached', () => ({
  getProduct: async (handle: string) =>
    handle === 'tee' ? { id: '1', handle, title: 'Tee', subtitle: '', media: [photograph] } : null,
}))

const photograph = { id: '7', kind: 'image', source: '/media/tee.jpg', alt: '', width: 400, height: 200 }

beforeAll(async () => {
  const picture = sharp({ create: { width: 400, height: 200, channels: 3, background: '#2f4a3a' } })
  const body = await picture.png().toBuffer()
  vi.stubGlobal('fetch', async () => new Response(new Uint8Array(body)))
  return () => vi.unstubAllGlobals()
})

async function ask(path: string) {
  const response = await GET(new Request(`https://shop.example.nz/images/${path}`), {
    params: Promise.resolve({ path: path.replace(/\?.*/, '').split('/') }),
  })
  if (!response.ok) return response.status
  const { width, height } = await sharp(Buffer.from(await response.arrayBuffer())).metadata()
  return `${width} × ${height}`
}

test('a size before the extension is heard as the same size in the query', async () => {
  expect(await ask('products/tee/7.jpg')).toBe('400 × 200')
  expect(await ask('products/tee/7_50x50.jpg?v=0123456789')).toBe('50 × 25')
  expect(await ask('products/tee/7_x100.jpg')).toBe('200 × 100')
  expect(await ask('products/tee/7_50x50_crop_top@2x.jpg')).toBe('100 × 100')
  expect(await ask('products/tee/7_grande.jpg')).toBe('400 × 200')
  expect(await ask('articles/journal/oats_100x.png')).toBe('100 × 50')
  expect(await ask('products/tee/7_50x50.jpg?width=100&height=100')).toBe('100 × 50')
})

test('what is no size, or of no picture, is not there', async () => {
  for (const path of [
    'products/tee/7_0x50.jpg',
    'products/tee/7_5761x.jpg',
    'products/tee/7_50x50_crop_middle.jpg',
    'products/tee/7_huge.jpg',
    'products/cap_50x50.jpg',
    'articles/journal/rice_50x50.png',
    'products_50x50',
  ])
    expect(await ask(path), path).toBe(404)
})
