import { expect, test } from 'vitest'
import PageCache from './page-cache.mjs'

const page = (html: string, ...tags: string[]) => ({
  kind: 'APP_PAGE',
  html,
  headers: { 'x-next-cache-tags': tags.join(',') },
})
const read = (body: string) => ({ kind: 'FETCH', data: { body } })

test('a page is kept until one of its tags expires, for every later request', async () => {
  const first = new PageCache()
  expect(await first.get('/a')).toBeNull()
  await first.set('/a', page('a', 'product:1', 'menus'))
  expect((await new PageCache().get('/a'))?.value.html).toBe('a')
  await new PageCache().revalidateTag('product:2')
  expect(await new PageCache().get('/a')).not.toBeNull()
  await new PageCache().revalidateTag(['product:3', 'menus'])
  expect(await new PageCache().get('/a')).toBeNull()
})

test('a read is kept until one of the tags it is asked for with expires', async () => {
  const request = new PageCache()
  await request.get('read', { tags: ['shop'] })
  await request.set('read', read('1'))
  expect(await request.get('read', { tags: ['shop'] })).not.toBeNull()
  await request.revalidateTag('shop')
  expect(await request.get('read', { tags: ['shop'] })).toBeNull()
})

test('a page that was being made while its tag expired is made again', async () => {
  const request = new PageCache()
  await request.get('/slow')
  await new PageCache().revalidateTag('product:9')
  await request.set('/slow', page('read before the edit', 'product:9'))
  expect(await new PageCache().get('/slow')).toBeNull()
  const next = new PageCache()
  await next.get('/slow')
  await next.set('/slow', page('read after it', 'product:9'))
  expect((await new PageCache().get('/slow'))?.value.html).toBe('read after it')
})

test('of too many pages those go that were asked for least recently', async () => {
  const request = new PageCache()
  const big = 'x'.repeat(10 * 1024 * 1024)
  await request.set('/kept', page('kept'))
  for (let nth = 0; nth < 12; nth++) {
    await request.set(`/big-${nth}`, page(big))
    await request.get('/kept')
  }
  expect(await request.get('/kept')).not.toBeNull()
  expect(await request.get('/big-0')).toBeNull()
  expect(await request.get('/big-11')).not.toBeNull()
})

test('what would take a quarter of the room is not kept', async () => {
  const request = new PageCache()
  await request.set('/huge', page('x'.repeat(17 * 1024 * 1024)))
  expect(await request.get('/huge')).toBeNull()
})
