import { expect, test } from 'vitest'
import { takeSearch } from '@/lib/search/take-search'
import { GET } from './route'

test('whoever asked too often is told to wait, and the answer is not kept', async () => {
  const headers = { 'x-forwarded-for': '198.51.100.3' }
  while (takeSearch(new Headers(headers)) === 0);
  const answer = await GET(new Request('http://localhost/search/suggest?q=gut', { headers }))
  expect(answer.status).toBe(429)
  expect(answer.headers.get('retry-after')).toBe('1')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const nothing = await GET(new Request('http://localhost/search/suggest?q=', { headers }))
  expect(nothing.status).toBe(200)
})
