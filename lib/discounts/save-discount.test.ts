import { beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { testDatabase } from '@/lib/testing/database'
import { owner } from '@/lib/testing/staff'
import { smallDiscount, smallProduct, smallShop } from '@/prisma/factories'
import { type DiscountDraft, noGoods } from './discount-draft'
import { getDiscount, listDiscounts } from './discounts'
import { saveDiscount } from './save-discount'
import { setDiscountActive } from './set-discount-active'

testDatabase()

let bag: string

beforeAll(async () => {
  await smallShop()
  bag = String((await smallProduct({ handle: 'bag', title: 'Bag', stock: 5 })).productId)
})

let count = 0
const draft = (change: Partial<DiscountDraft> = {}): DiscountDraft => ({
  title: 'Spring',
  codes: [`SPRING-${++count}`],
  kind: 'percent',
  level: 'order',
  amount: null,
  percent: 1000,
  buyQuantity: null,
  getQuantity: null,
  timesPerOrder: null,
  minSubtotal: null,
  minQuantity: null,
  oncePerCustomer: false,
  usageLimit: null,
  startsAt: new Date('2026-01-01T00:00:00Z'),
  endsAt: null,
  combinesWithOrder: false,
  combinesWithProduct: false,
  combinesWithShipping: false,
  targets: noGoods,
  buys: noGoods,
  demo: false,
  ...change,
})
const save = (change: Partial<DiscountDraft> = {}, id: bigint | null = null, version = 1) =>
  saveDiscount(owner, { id, version, draft: draft(change) })

test('what was said is kept, and the history says by whom', async () => {
  const id = await save({
    codes: ['Bags', 'SACKS'],
    level: 'product',
    targets: { products: [bag], collections: [] },
    minSubtotal: 5000,
  })
  expect(await getDiscount(id)).toMatchObject({
    codes: ['Bags', 'SACKS'],
    targets: [{ of: 'product', id: bag, title: 'Bag' }],
    minSubtotal: { minor: 5000, currency: 'NZD' },
    state: 'running',
    orders: [],
  })
  expect(
    await db().auditLog.findFirst({ where: { subject: 'discount', subjectId: String(id) } }),
  ).toMatchObject({
    actor: 'Ana',
    action: 'discount.created',
    after: { targets: 'Bag', codes: 'Bags, SACKS', minSubtotal: '$50.00' },
  })
  expect((await listDiscounts({ search: 'sack' })).discounts).toMatchObject([{ id: String(id) }])
  expect((await listDiscounts({ search: 's_ck' })).discounts).toEqual([])
})

test('an edit replaces codes and goods; one made from an older version is refused', async () => {
  const id = await save({ codes: ['OLD-ONE'] })
  await save({ codes: ['NEW-ONE'], kind: 'amount', amount: 500 }, id)
  expect(await getDiscount(id)).toMatchObject({
    codes: ['NEW-ONE'],
    percent: null,
    amount: { minor: 500 },
    version: 2,
  })
  await expect(save({}, id, 1)).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(save({}, 999_999n)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test.each<[string, Partial<DiscountDraft>, string]>([
  ['per cent', { percent: null }, 'percent'],
  ['an amount', { kind: 'amount' }, 'amount'],
  ['goods', { level: 'product' }, 'targets'],
  ['how many are bought', { kind: 'buy_x_get_y' }, 'buyQuantity'],
  ['an end after the beginning', { endsAt: new Date('2026-01-01T00:00:00Z') }, 'endsAt'],
  ['codes that fit into a link', { codes: ['10 % off'] }, 'codes'],
  ['a code once', { codes: ['TWICE', 'twice'] }, 'codes'],
])('a discount needs %s', async (_, change, field) => {
  await expect(save(change)).rejects.toMatchObject({ code: 'INVALID', field })
})

test('a code belongs to one discount, in any case; two who take it at once do not both get it', async () => {
  await save({ codes: ['MINE'] })
  await expect(save({ codes: ['mine'] })).rejects.toMatchObject({ code: 'INVALID', field: 'codes' })
  const both = await Promise.allSettled([save({ codes: ['RACE'] }), save({ codes: ['race'] })])
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await db().discountCode.count({ where: { key: 'race' } })).toBe(1)
})

test('a limit is never set below what was used', async () => {
  const id = await smallDiscount({ codes: ['USED'], limit: 5 })
  await db().discount.update({ where: { id }, data: { uses: 3 } })
  await expect(save({ usageLimit: 2 }, id)).rejects.toMatchObject({ field: 'usageLimit' })
  await save({ usageLimit: 3 }, id)
  expect(await getDiscount(id)).toMatchObject({ uses: 3, usageLimit: 3, state: 'used_up' })
  await db().discount.update({ where: { id }, data: { uses: 0 } })
})

test('it is stopped and let run again, by whoever saw it last', async () => {
  const id = await save()
  await setDiscountActive(owner, { id, version: 1, active: false })
  expect(await getDiscount(id)).toMatchObject({ state: 'stopped', version: 2 })
  await expect(setDiscountActive(owner, { id, version: 1, active: true })).rejects.toMatchObject({
    code: 'CONFLICT',
  })
  await setDiscountActive(owner, { id, version: 2, active: true })
  expect(await getDiscount(id)).toMatchObject({ state: 'running' })
})

test('no more than twenty-five run without a code', async () => {
  for (let made = 0; made < 25; made++) await save({ codes: [] })
  await expect(save({ codes: [] })).rejects.toMatchObject({ code: 'TOO_MANY' })
})
