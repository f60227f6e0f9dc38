import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shareStock } from './share-stock'

const bag = (free: number, quantity = 1) => ({ stockItemId: 'bag', quantity, free })
const book = (free: number) => ({ stockItemId: 'book', quantity: 1, free })

test('a line is cut to what is there', () => {
  expect(shareStock([{ asked: 5, sellable: true, components: [bag(3)] }])).toEqual([
    { quantity: 3, available: 3 },
  ])
})

test('a set and its part share one shelf: the first of the list is served first', () => {
  const shares = shareStock([
    { asked: 2, sellable: true, components: [bag(3)] },
    { asked: 2, sellable: true, components: [bag(3), book(9)] },
  ])
  expect(shares).toEqual([
    { quantity: 2, available: 2 },
    { quantity: 1, available: 1 },
  ])
})

test('what can not be bought gets nothing and takes nothing', () => {
  const shares = shareStock([
    { asked: 2, sellable: false, components: [bag(3)] },
    { asked: 3, sellable: true, components: [bag(3)] },
  ])
  expect(shares.map(({ quantity }) => quantity)).toEqual([0, 3])
})

test('what takes nothing from a shelf is never cut', () => {
  expect(shareStock([{ asked: 7, sellable: true, components: [] }])).toEqual([
    { quantity: 7, available: 999 },
  ])
})

test('never more than asked, never more than the shelf holds, nothing left that a cut line could have had', () => {
  const shelves = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20))
  const lines = fc.array(
    fc.record({
      asked: fc.nat(20),
      sellable: fc.boolean(),
      parts: fc.uniqueArray(fc.record({ item: fc.nat(2), quantity: fc.integer({ min: 1, max: 3 }) }), {
        selector: ({ item }) => item,
        minLength: 1,
      }),
    }),
  )
  fc.assert(
    fc.property(shelves, lines, (shelf, drawn) => {
      const claims = drawn.map(({ asked, sellable, parts }) => ({
        asked,
        sellable,
        components: parts.map(({ item, quantity }) => ({
          stockItemId: String(item),
          quantity,
          free: shelf[item] ?? 0,
        })),
      }))
      const shares = shareStock(claims)
      const used = (item: string) =>
        claims.reduce((sum, claim, index) => {
          const part = claim.components.find(({ stockItemId }) => stockItemId === item)
          return sum + (part?.quantity ?? 0) * (shares[index]?.quantity ?? 0)
        }, 0)
      for (const [item, free] of shelf.entries()) expect(used(String(item))).toBeLessThanOrEqual(free)
      for (const [index, claim] of claims.entries()) {
        const share = shares[index] ?? { quantity: -1, available: -1 }
        expect(share.quantity).toBeGreaterThanOrEqual(0)
        expect(share.quantity).toBeLessThanOrEqual(claim.asked)
        expect(share.available).toBeGreaterThanOrEqual(share.quantity)
        if (claim.sellable && share.quantity < claim.asked) expect(share.available).toBe(share.quantity)
      }
    }),
  )
})
