import { expect, test } from 'vitest'
import { cartPath, readNews } from './cart-path'

const lineId = '0b9f1b7a-6d1e-4c0e-9a51-1f3c5f1f2a3b'

const read = (path: string) => readNews(Object.fromEntries(new URL(path, 'http://shop.example').searchParams))

test('what happened survives the way through the address', () => {
  expect(cartPath({})).toBe('/cart')
  expect(cartPath({ added: undefined, cut: undefined, from: '' })).toBe('/cart')
  expect(
    read(cartPath({ added: lineId, cut: `${lineId}:5`, from: '/blogs/journal/a?b=1#buy' })),
  ).toMatchObject({
    added: lineId,
    cut: { lineId, asked: 5 },
    from: '/blogs/journal/a?b=1#buy',
  })
  const removed = { removed: '12', quantity: '2', article: '7', attributes: '{"Gift":"yes & \\"no\\""}' }
  expect(read(cartPath(removed)).removed).toEqual({
    variantId: 12n,
    quantity: 2,
    articleId: 7n,
    attributes: { Gift: 'yes & "no"' },
  })
})

test('an address made by a stranger says nothing and leads nowhere', () => {
  const strange = {
    notice: 'You have won',
    added: '<script>',
    cut: 'x:1',
    from: '//evil.example',
    next: '/\\evil.example',
    removed: '-1',
    quantity: '1e9',
  }
  const silent = {
    notice: undefined,
    next: undefined,
    added: undefined,
    cut: undefined,
    from: undefined,
    removed: undefined,
  }
  expect(readNews(strange)).toEqual(silent)
  expect(readNews({ notice: ['failed', 'failed'], from: ['/a', '/b'] })).toEqual(silent)
  expect(readNews({ notice: 'constructor' })).toEqual(silent)
  expect(readNews({})).toEqual(silent)
})
