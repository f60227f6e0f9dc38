import { expect, test } from 'vitest'
import { cartPath, joinNews, readNews } from './cart-path'

const lineId = '0b9f1b7a-6d1e-4c0e-9a51-1f3c5f1f2a3b'

/** As Next reads an address: a name that comes twice is a list. */
function read(path: string) {
  const { searchParams } = new URL(path, 'http://shop.example')
  const list = (name: string) => {
    const [one, ...more] = searchParams.getAll(name)
    return more.length > 0 ? [one ?? '', ...more] : one
  }
  return readNews(Object.fromEntries([...searchParams.keys()].map((name) => [name, list(name)])))
}

test('what happened survives the way through the address', () => {
  expect(cartPath({})).toBe('/cart')
  expect(cartPath({ added: undefined, cut: undefined, from: '' })).toBe('/cart')
  expect(
    read(cartPath({ added: lineId, cut: `${lineId}:5`, from: '/blogs/journal/a?b=1#buy' })),
  ).toMatchObject({
    added: lineId,
    cuts: [{ lineId, asked: 5 }],
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

test('what was typed and what a button did are both said, each once', () => {
  const typed = { notice: ['unknown', 'quantities'], cut: [`${lineId}:5`] }
  const said = read(
    cartPath(joinNews(typed, { notice: 'unknown', cut: `${lineId}:4`, removed: '12', quantity: '1' })),
  )
  expect(said).toMatchObject({
    notices: ['unknown', 'quantities'],
    cuts: [
      { lineId, asked: 5 },
      { lineId, asked: 4 },
    ],
    removed: { variantId: 12n },
  })
  expect(read(cartPath(joinNews({}, {})))).toMatchObject({ notices: [], cuts: [] })
})

test('of a cart with every line cut the address stays one that every server takes', () => {
  const cut = Array.from({ length: 250 }, (_, index) => `${lineId.slice(0, 33)}${100 + index}:999`)
  expect(cartPath({ cut }).length).toBeLessThan(4000)
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
    notices: [],
    next: undefined,
    added: undefined,
    cuts: [],
    from: undefined,
    removed: undefined,
  }
  expect(readNews(strange)).toEqual(silent)
  expect(readNews({ notice: ['You have', 'won'], from: ['/a', '/b'] })).toEqual(silent)
  expect(readNews({ notice: 'constructor' })).toEqual(silent)
  expect(readNews({})).toEqual(silent)
})
