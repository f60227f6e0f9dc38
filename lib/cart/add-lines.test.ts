import { beforeAll, expect, test } from 'vitest'
import { db, sql } from '@/lib/db'
import { countStatements } from '@/lib/testing/count-statements'
import { testDatabase } from '@/lib/testing/database'
import { smallProduct, smallShop } from '@/prisma/factories'
import { addLines } from './add-lines'
import { loadCart } from './load-cart'

testDatabase()

let bag: Awaited<ReturnType<typeof smallProduct>>
let book: typeof bag

beforeAll(async () => {
  await smallShop()
  bag = await smallProduct({ handle: 'bag', stock: 500 })
  book = await smallProduct({ handle: 'book', stock: 3, price: 4500 })
})

const one = (variantId: bigint, quantity = 1) => ({ variantId, quantity })
const add = (token: string | null, ...lines: Parameters<typeof addLines>[0]['lines']) =>
  addLines({ token, lines })

test('the first add makes a cart with an unguessable token', async () => {
  const cart = await add(null, one(bag.variantId, 2))
  expect(cart.token).toMatch(/^[\w-]{32}$/)
  expect(cart).toMatchObject({
    currency: 'NZD',
    countryCode: 'NZ',
    version: 1,
    shippable: true,
    warnings: [],
  })
  expect(cart.lines).toMatchObject([{ title: 'The bag', variantTitle: '', quantity: 2, state: 'ok' }])
  expect(cart.totals).toMatchObject({
    subtotal: { minor: 9800 },
    shipping: { minor: 650 },
    total: { minor: 10_450 },
    tax: { minor: 1278 + 85 },
  })
})

test('the same variant and attributes merge, in whatever order the attributes come; others are a new line', async () => {
  const { token } = await add(null, { ...one(bag.variantId), attributes: { Gift: 'yes', For: 'Ana' } })
  const merged = await add(token, { ...one(bag.variantId, 2), attributes: { For: 'Ana', Gift: 'yes' } })
  expect(merged.lines.map(({ quantity }) => quantity)).toEqual([3])
  const two = await add(token, one(bag.variantId))
  expect(two.lines).toMatchObject([
    { quantity: 1, attributes: {} },
    { quantity: 3, attributes: { Gift: 'yes', For: 'Ana' } },
  ])
})

test('new lines come first; one that merges stays where it is', async () => {
  const { token } = await add(null, one(bag.variantId))
  expect((await add(token, one(book.variantId))).lines.map(({ sku }) => sku)).toEqual(['book', 'bag'])
  expect((await add(token, one(bag.variantId))).lines.map(({ sku }) => sku)).toEqual(['book', 'bag'])
})

test('the same variant twice in one add is one line', async () => {
  const cart = await add(null, one(bag.variantId, 2), one(bag.variantId, 3))
  expect(cart.lines.map(({ quantity }) => quantity)).toEqual([5])
})

test('every change raises the version and prolongs the cart', async () => {
  const { token, id } = await add(null, one(bag.variantId))
  await sql().$executeRaw`UPDATE cart SET expires_at = now() + interval '1 minute' WHERE id = ${id}`
  expect((await add(token, one(bag.variantId))).version).toBe(2)
  const [{ days } = { days: 0 }] = await sql().$queryRaw<{ days: number }[]>`
    SELECT extract(day FROM expires_at - now())::int AS days FROM cart WHERE id = ${id}`
  expect(days).toBe(29)
})

test('more than there is becomes what there is, with a warning and no error', async () => {
  const cart = await add(null, one(book.variantId, 5))
  expect(cart.lines).toMatchObject([{ quantity: 3, available: 3 }])
  expect(cart.warnings).toMatchObject([
    {
      code: 'MERCHANDISE_NOT_ENOUGH_STOCK',
      asked: 5,
      quantity: 3,
      message: 'Only 3 The book are left, and you asked for 5. Your cart now has 3.',
    },
  ])
  expect((await loadCart(sql(), cart.token))?.warnings).toEqual([])
})

test('adding to a full line warns and changes nothing', async () => {
  const { token } = await add(null, one(book.variantId, 3))
  const cart = await add(token, one(book.variantId))
  expect(cart.lines).toMatchObject([{ quantity: 3 }])
  expect(cart.warnings).toMatchObject([{ asked: 4, quantity: 3 }])
})

test('a sold-out variant stands in the cart with 0 and a warning', async () => {
  const gone = await smallProduct({ handle: 'gone', stock: 0 })
  const cart = await add(null, one(gone.variantId))
  expect(cart.lines).toMatchObject([{ quantity: 0, available: 0, state: 'ok' }])
  expect(cart.warnings).toMatchObject([{ code: 'MERCHANDISE_OUT_OF_STOCK', asked: 1, quantity: 0 }])
  expect(cart).toMatchObject({ shippable: false, rate: null, totals: { total: { minor: 0 } } })
})

test('a line never goes above 999', async () => {
  const many = await smallProduct({ handle: 'many', stock: 5000 })
  const { token } = await add(null, one(many.variantId, 999))
  const cart = await add(token, one(many.variantId, 999))
  expect(cart.lines).toMatchObject([{ quantity: 999, available: 999 }])
  expect(cart.warnings).toMatchObject([{ asked: 1998, quantity: 999 }])
})

test.each([0, -1, 1.5, 1_000_000, 1e9, Number.NaN, Number.POSITIVE_INFINITY])(
  'quantity %s is refused',
  async (quantity) => {
    await expect(add(null, one(bag.variantId, quantity))).rejects.toMatchObject({
      code: 'INVALID',
      field: 'quantity',
    })
  },
)

test('unknown, unpublished, draft and unpriced variants are refused, and nothing of the add happens', async () => {
  const hidden = await smallProduct({ handle: 'hidden', stock: 9, published: false })
  const draft = await smallProduct({ handle: 'draft', stock: 9, status: 'draft' })
  const unpriced = await smallProduct({ handle: 'unpriced', stock: 9 })
  await db().price.deleteMany({ where: { variantId: unpriced.variantId } })
  const { token } = await add(null, one(bag.variantId))
  for (const variantId of [987_654_321n, hidden.variantId, draft.variantId, unpriced.variantId]) {
    await expect(add(token, one(bag.variantId), one(variantId))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  }
  expect(await loadCart(sql(), token)).toMatchObject({ version: 1, lines: [{ quantity: 1 }] })
  const before = await db().cart.count()
  await expect(add(null, one(987_654_321n))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await db().cart.count()).toBe(before)
})

test('a stale, foreign or expired token starts a new cart', async () => {
  const old = await add(null, one(bag.variantId))
  await sql().$executeRaw`UPDATE cart SET expires_at = now() - interval '1 second' WHERE id = ${old.id}`
  expect(await loadCart(sql(), old.token)).toBeNull()
  for (const token of [old.token, 'nobody-ever-had-this-token-here1']) {
    const cart = await add(token, one(bag.variantId))
    expect(cart.token).not.toBe(token)
    expect(cart.lines).toHaveLength(1)
  }
})

test('the article a line came from is kept; one that does not exist is left out', async () => {
  const blog = await db().blog.create({ data: { handle: 'journal', title: 'Journal' } })
  const article = await db().article.create({
    data: {
      blogId: blog.id,
      handle: 'linings',
      title: 'Two linings',
      body: 'Text.',
      status: 'active',
      publishedAt: new Date('2026-01-01T00:00:00Z'),
    },
  })
  const from = (articleId: bigint) => ({ ...one(bag.variantId), articleId })
  const cart = await add(null, from(article.id))
  expect(cart.lines).toMatchObject([{ articleTitle: 'Two linings', articlePath: '/blogs/journal/linings' }])
  expect((await add(null, from(404_404n))).lines).toMatchObject([{ articleId: null, articlePath: null }])
})

test('a cart holds at most 250 lines', async () => {
  const lines = Array.from({ length: 250 }, (_, index) => ({
    ...one(bag.variantId),
    attributes: { Number: String(index) },
  }))
  const { token } = await add(null, ...lines)
  await expect(add(token, one(book.variantId))).rejects.toMatchObject({ code: 'TOO_MANY' })
  expect((await add(token, { ...one(bag.variantId), attributes: { Number: '7' } })).lines).toHaveLength(250)
})

test('attributes are bounded, and hold no NUL', async () => {
  const withAttributes = (attributes: Record<string, string>) =>
    add(null, { ...one(bag.variantId), attributes })
  await expect(withAttributes({ Note: 'x'.repeat(501) })).rejects.toMatchObject({ code: 'INVALID' })
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`Key ${index}`, 'x']))
  await expect(withAttributes(many)).rejects.toMatchObject({ code: 'INVALID' })
  const odd = await withAttributes({ Note: 'a\0b\ud800' })
  expect(odd.lines[0]?.attributes).toEqual({ Note: 'ab\ufffd' })
  const longest = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [String(index).padEnd(100, 'k'), 'v'.repeat(500)]),
  )
  expect((await withAttributes(longest)).lines).toHaveLength(1)
})

test('add to cart is at most four statements, BEGIN and COMMIT included; reading is one', async () => {
  const made = await countStatements(() => add(null, one(bag.variantId)))
  expect(made.statements.length, made.statements.join('\n')).toBeLessThanOrEqual(4)
  const again = await countStatements(() => add(made.result.token, one(bag.variantId), one(book.variantId)))
  expect(again.statements.length, again.statements.join('\n')).toBeLessThanOrEqual(4)
  const read = await countStatements(() => loadCart(sql(), made.result.token))
  expect(read.statements).toHaveLength(1)
})

test('five fast clicks give five, and twenty give the twenty that there are', async () => {
  const { token } = await add(null, one(book.variantId))
  await Promise.all(Array.from({ length: 5 }, () => add(token, one(bag.variantId))))
  const cart = await loadCart(sql(), token)
  expect(cart?.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
    ['bag', 5],
    ['book', 1],
  ])
  const few = await smallProduct({ handle: 'few', stock: 12 })
  const all = await Promise.all(Array.from({ length: 20 }, () => add(token, one(few.variantId))))
  expect(Math.max(...all.map(({ version }) => version))).toBe(1 + 5 + 20)
  const line = (await loadCart(sql(), token))?.lines.find(({ sku }) => sku === 'few')
  expect(line).toMatchObject({ quantity: 12, available: 12 })
})

test('lines that meet at the bound do not pass it', async () => {
  const labelled = (label: string) => ({ ...one(bag.variantId), attributes: { Label: label } })
  const { token } = await add(null, ...Array.from({ length: 247 }, (_, index) => labelled(`first ${index}`)))
  const results = await Promise.allSettled(
    Array.from({ length: 8 }, (_, index) => add(token, labelled(`late ${index}`))),
  )
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  expect((await loadCart(sql(), token))?.lines).toHaveLength(250)
})
