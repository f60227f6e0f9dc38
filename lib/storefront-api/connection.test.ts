import { beforeAll, describe, expect, test } from 'vitest'
import { ask, data } from '@/lib/testing/ask-storefront'
import { countStatements } from '@/lib/testing/count-statements'
import { testDatabase } from '@/lib/testing/database'
import { demoShop } from '@/prisma/factories'

testDatabase()
beforeAll(demoShop)

describe('lists', () => {
  const page = (rest: string) =>
    `{ products(${rest}) { nodes { handle } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`
  const handles = (answered: { products: { nodes: { handle: string }[] } }) =>
    answered.products.nodes.map(({ handle }) => handle)

  test.each([
    'ID',
    'TITLE',
    'PRICE',
    'CREATED_AT',
    'UPDATED_AT',
    'VENDOR',
    'PRODUCT_TYPE',
    'BEST_SELLING',
    'RELEVANCE',
  ])('by %s: forwards one by one and backwards come to the same', async (sortKey) => {
    for (const reverse of [false, true]) {
      const whole = handles(await data(page(`first: 250, sortKey: ${sortKey}, reverse: ${reverse}`)))
      const forwards: string[] = []
      let after = ''
      for (let more = true; more; ) {
        const answered = await data(page(`first: 1, sortKey: ${sortKey}, reverse: ${reverse}${after}`))
        forwards.push(...handles(answered))
        more = answered.products.pageInfo.hasNextPage
        after = `, after: "${answered.products.pageInfo.endCursor}"`
      }
      const backwards: string[] = []
      let before = ''
      for (let more = true; more; ) {
        const answered = await data(page(`last: 1, sortKey: ${sortKey}, reverse: ${reverse}${before}`))
        backwards.unshift(...handles(answered))
        more = answered.products.pageInfo.hasPreviousPage
        before = `, before: "${answered.products.pageInfo.startCursor}"`
      }
      expect(whole.length).toBe(3)
      expect(forwards).toEqual(whole)
      expect(backwards).toEqual(whole)
    }
  })

  test('a page is asked for with first or last, of at most 250', async () => {
    const code = async (rest: string) => (await ask(page(rest))).errors?.[0]?.extensions.code
    expect(await code('sortKey: ID')).toBe('INVALID_FIELD_ARGUMENTS')
    expect(await code('first: -1')).toBe('INVALID_FIELD_ARGUMENTS')
    expect(await code('first: 1, last: 1')).toBe('INVALID_FIELD_ARGUMENTS')
    expect(await code('first: 251')).toBe('MAX_INPUT_SIZE_EXCEEDED')
    expect(await code('first: 1, after: "not-a-cursor"')).toBe('INVALID_FIELD_ARGUMENTS')
    expect(await code('first: 0')).toBeUndefined()
  })

  test('a longer list costs no more statements', async () => {
    const query = (
      first: number,
    ) => `{ collections(first: ${first}) { nodes { handle } } products(first: ${first}) {
      nodes { handle variants(first: 250) { nodes { price { amount } selectedOptions { value } } } } } }`
    const one = await countStatements(() => ask(query(1)))
    const all = await countStatements(() => ask(query(250)))
    expect(one.result.errors ?? all.result.errors).toBeUndefined()
    expect(all.statements.length).toBe(one.statements.length)
    const product = await countStatements(() =>
      ask('{ product(handle: "gut-love") { title variants(first: 9) { nodes { title } } } }'),
    )
    expect(product.statements.length).toBeLessThanOrEqual(4)
  })
})
