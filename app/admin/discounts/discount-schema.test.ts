import { expect, test } from 'vitest'
import { discountForm } from './discount-schema'

const schema = discountForm({ currency: 'NZD', timeZone: 'Pacific/Auckland' })
const form = {
  title: 'Spring',
  codes: 'A, b\nC',
  kind: 'percent',
  percent: '12.5',
  startsAt: '2026-12-01',
  endsAt: '',
}
const draftOf = (change: object) => schema.parse({ ...form, ...change }).draft

test('codes stand one a line or with commas; days are those of the shop’s place', () => {
  expect(schema.parse({ ...form, endsAt: '2026-12-31' })).toMatchObject({
    id: null,
    draft: {
      codes: ['A', 'b', 'C'],
      percent: 1250,
      startsAt: new Date('2026-11-30T11:00:00Z'),
      endsAt: new Date('2026-12-31T11:00:00Z'),
      usageLimit: null,
      oncePerCustomer: false,
    },
  })
})

test('boxes that are ticked are the goods', () => {
  const { targets } = draftOf({ targets: { product: { 7: 'on', 9: 'on' }, collection: { 2: 'on' } } })
  expect(targets).toEqual({ products: ['7', '9'], collections: ['2'] })
})

test.each([
  [{ percent: '0' }, 'percent'],
  [{ percent: '101' }, 'percent'],
  [{ percent: '-5' }, 'percent'],
  [{ amount: '1,5' }, 'amount'],
  [{ amount: '0' }, 'amount'],
  [{ usageLimit: '1e3' }, 'usageLimit'],
  [{ usageLimit: '0' }, 'usageLimit'],
  [{ title: ' ' }, 'title'],
  [{ kind: 'gift' }, 'kind'],
  [{ level: 'shipping' }, 'level'],
  [{ startsAt: 'today' }, 'startsAt'],
  [{ targets: { product: { '7; drop': 'on' } } }, 'targets'],
])('%j is refused', (change, field) => {
  const result = schema.safeParse({ ...form, ...change })
  expect(result.error?.issues.map(({ path }) => path[0])).toEqual([field])
})
