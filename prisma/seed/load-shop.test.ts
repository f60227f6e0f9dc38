import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkToken } from '@/lib/api-access/access'
import { db } from '@/lib/db'
import { countStatements } from '@/lib/testing/count-statements'
import { freshDatabase, testDatabase } from '@/lib/testing/database'
import { findGiftCards } from '@/lib/testing/gift-cards'
import { demoFile, demoShop } from '../factories'
import { loadShop } from './load-shop'

testDatabase()

describe('the demo shop', () => {
  beforeAll(demoShop)

  test('has both products, the set, three articles and what a shop must say', async () => {
    expect(
      await db().product.findMany({
        select: { handle: true, status: true, demo: true },
        orderBy: { id: 'asc' },
      }),
    ).toEqual([
      { handle: 'gut-love', status: 'active', demo: true },
      { handle: 'gut-skin-connection', status: 'active', demo: true },
      { handle: 'gut-love-with-the-book', status: 'active', demo: true },
    ])
    expect(await db().article.count({ where: { status: 'active' } })).toBe(3)
    expect((await db().policy.findMany({ orderBy: { id: 'asc' } })).map(({ handle }) => handle)).toEqual([
      'shipping-policy',
      'refund-policy',
      'privacy-policy',
      'terms-of-service',
    ])
    const zones = await db().shippingZone.findMany({ include: { rates: true }, orderBy: { position: 'asc' } })
    expect(zones).toMatchObject([
      { countries: ['NZ'], rates: [{ price: 650, freeFrom: 15_000, minDays: 2, maxDays: 3 }] },
      {
        countries: ['AU'],
        rates: [
          { price: 1800, maxGrams: 1000 },
          { price: 2800, minGrams: 1001 },
        ],
      },
    ])
  })

  test('nobody has confirmed the label, so every row of it reads "See pack"', async () => {
    expect(await db().product.count({ where: { isSupplement: true, labelConfirmed: true } })).toBe(0)
    const label = await db().metafield.findMany({ where: { namespace: 'label' } })
    expect(label).toHaveLength(14)
    expect(new Set(label.map(({ value }) => value))).toEqual(new Set(['See pack']))
  })

  test('stock is the sum of its moves, and the set takes from both shelves', async () => {
    const items = await db().stockItem.findMany({ include: { moves: true }, orderBy: { id: 'asc' } })
    for (const { onHand, moves } of items)
      expect(moves.reduce((sum, { delta }) => sum + delta, 0)).toBe(onHand)
    const set = await db().variant.findUnique({
      where: { sku: 'GUT-LOVE-BOOK-SET' },
      include: { components: { include: { stockItem: true } } },
    })
    expect(set?.components.map(({ stockItem, quantity }) => [stockItem.sku, quantity])).toEqual([
      ['GUT-LOVE-150', 1],
      ['GUT-SKIN-BOOK', 1],
    ])
  })

  test('the article knows which products stand in its text', async () => {
    const mentions = await db().articleProduct.findMany({
      where: { article: { handle: 'the-connection-between-our-gut-and-our-skin' } },
      include: { product: true },
      orderBy: { position: 'asc' },
    })
    expect(mentions.map(({ product }) => product.handle)).toEqual(['gut-love', 'gut-skin-connection'])
  })

  test('the next row of each table takes an id of its own', async () => {
    const { id } = await db().product.create({ data: { handle: 'another', title: 'Another' } })
    expect(id).toBe(4n)
    const rate = await db().shippingRate.create({
      data: { zoneId: 1n, title: 'Fast', price: 1, minDays: 1, maxDays: 1 },
    })
    expect(rate.id).toBe(4n)
    await db().menuItem.create({ data: { menuId: 1n, title: 'More', url: '/', position: 9 } })
  })

  test('a second load is refused and changes nothing', async () => {
    const before = await db().product.findMany()
    await expect(demoShop()).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await db().product.findMany()).toEqual(before)
  })
})

describe('an empty shop', () => {
  beforeEach(freshDatabase)

  test('two loads at once fill it once', async () => {
    const file = await demoFile()
    const results = await Promise.allSettled([loadShop(file), loadShop(file)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await db().product.count()).toBe(3)
  })

  test('stays empty when something at the end of the file fails', async () => {
    const file = await demoFile()
    const [article] = file.articles
    article?.keyPoints.push('x'.repeat(301))
    await expect(loadShop(file)).rejects.toMatchObject({ code: 'INVALID', field: 'keyPoints.4' })
    expect([await db().shop.count(), await db().product.count(), await db().stockMove.count()]).toEqual([
      0, 0, 0,
    ])
  })

  test('content without a shop row is content all the same', async () => {
    await db().page.create({ data: { handle: 'mine', title: 'Mine', body: 'Mine.' } })
    await expect(demoShop()).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await db().shop.count()).toBe(0)
  })

  test('three hundred more products cost no more statements', async () => {
    const file = await demoFile()
    const few = await countStatements(() => loadShop(file))
    await freshDatabase()
    const book = file.products.find(({ handle }) => handle === 'gut-skin-connection')
    const variant = book?.variants[0]
    if (!book || !variant) throw new Error('the demo shop has lost its book')
    for (let nth = 1; nth <= 300; nth++)
      file.products.push({
        ...book,
        id: undefined,
        handle: `book-${nth}`,
        variants: [{ ...variant, id: undefined, sku: `BOOK-${nth}` }],
      })
    const many = await countStatements(() => loadShop(file))
    expect(await db().product.count()).toBe(303)
    expect(many.statements.length).toBe(few.statements.length)
  })

  test('API tokens with given values are known, and every owner has its metafields', async () => {
    const file = await demoFile()
    const token = 'given_to_the_front_end_of_a_test'
    file.shop.apiTokenRequired = true
    file.apiTokens.push({ name: 'Other front end', kind: 'private', token })
    const fields = [{ namespace: 'custom', key: 'note', type: 'single_line_text_field', value: 'Hello' }]
    for (const owner of [file.shop, file.collections[0], file.articles[0], file.pages[0]])
      owner?.metafields.push(...fields)
    file.products[0]?.variants[0]?.metafields.push(...fields)
    await loadShop(file)
    expect(await checkToken({ kind: 'private', token })).toEqual({
      tokenRequired: true,
      known: { id: '1', kind: 'private' },
    })
    const rows = await db().metafield.findMany({ where: { namespace: 'custom' }, orderBy: { owner: 'asc' } })
    expect(rows.map(({ owner, ownerId }) => [owner, ownerId])).toEqual(
      ['variant', 'collection', 'article', 'page', 'shop'].map((owner) => [owner, 1n]),
    )
  })

  test('discounts are as the file says, and the demo shop has one to try', async () => {
    const file = await demoFile()
    const discount = {
      ...file.discounts[0],
      id: undefined,
      codes: ['BOGO'],
      products: ['gut-love'],
      collections: [],
    }
    const buy = { quantity: 2, products: [], collections: ['the-powder-and-the-book'] }
    const more = { title: 'Two and one', percent: 100, buy, get: 1, until: '2030-01-01', limit: 7 }
    file.discounts.push({ ...discount, ...more } as (typeof file.discounts)[number])
    await loadShop(file)
    const rows = await db().discount.findMany({
      include: { codes: true, scopes: true },
      orderBy: { id: 'asc' },
    })
    expect(rows).toMatchObject([
      {
        id: 1n,
        level: 'order',
        percent: 1000,
        demo: true,
        codes: [{ code: 'DEMO10', key: 'demo10' }],
        scopes: [],
      },
      {
        id: 2n,
        kind: 'buy_x_get_y',
        buyQuantity: 2,
        getQuantity: 1,
        usageLimit: 7,
        endsAt: new Date('2029-12-31T11:00:00Z'),
        scopes: [
          { role: 'target', productId: 1n },
          { role: 'buys', collectionId: 1n },
        ],
      },
    ])
  })

  test('gift cards with given codes hold what was given, and a gift card that is sold has no shelf', async () => {
    const file = await demoFile()
    file.giftCards.push(
      { code: 'Welcome 2026', amount: '25', note: 'for the opening' },
      { code: 'LATE-2020-CARD', amount: '10.50', note: '', expiresAt: '2020-01-01' },
    )
    const [product] = file.products
    if (!product) throw new Error('the demo shop has no product')
    const variants = [{ ...product.variants[0], sku: 'gift-50', price: '50', requiresShipping: true }]
    const sold = { ...product, handle: 'gift-card', isGiftCard: true, options: [], metafields: [], media: [] }
    for (const variant of variants) Object.assign(variant, { options: {}, stock: undefined, id: undefined })
    file.products.push({ ...sold, id: undefined, variants: variants as typeof product.variants })
    await loadShop(file)
    const [id = 0n] = await findGiftCards(['welcome-2026'])
    expect(
      await db().giftCard.findUniqueOrThrow({ where: { id }, include: { entries: true } }),
    ).toMatchObject({
      balance: 2500,
      note: 'for the opening',
      issuer: 'Shop file',
      entries: [{ kind: 'issued', delta: 2500 }],
    })
    await expect(findGiftCards(['LATE2020CARD'])).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const variant = await db().variant.findUniqueOrThrow({
      where: { sku: 'gift-50' },
      include: { components: true, product: true },
    })
    expect(variant).toMatchObject({ requiresShipping: false, components: [], product: { isGiftCard: true } })
  })

  test('a day in the file begins in the shop’s own time zone', async () => {
    await demoShop()
    const article = await db().article.findFirst({ where: { handle: 'thirty-plants-without-a-list' } })
    expect(article?.publishedAt?.toISOString()).toBe('2026-10-25T11:00:00.000Z')
  })
})
