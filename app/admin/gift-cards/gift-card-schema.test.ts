import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { adjustForm, issueForm } from './gift-card-schema'

const shop = { currency: 'NZD', timeZone: 'Pacific/Auckland' } as const
const typed = { amount: '50', expiresAt: '', note: '', requestKey: randomUUID() }
const read = (change: Partial<typeof typed>) => issueForm(shop).safeParse({ ...typed, ...change })

test('a card typed in is worth what was typed, and ends when its last day does where the shop is', () => {
  expect(read({}).data).toMatchObject({ amount: 5000, expiresAt: null })
  expect(read({ amount: '$1,249.50', expiresAt: '2099-12-31' }).data).toMatchObject({
    amount: 124_950,
    expiresAt: new Date('2099-12-31T11:00:00Z'),
  })
  expect(adjustForm(shop).shape.balance.safeParse('0').data).toBe(0)
})

test('what is no amount or no day to come is refused beside its field', () => {
  for (const amount of ['', '0', '-5', '1.005', 'ten', '10000.01'])
    expect(
      read({ amount }).error?.issues.map(({ path }) => path),
      amount,
    ).toEqual([['amount']])
  for (const expiresAt of ['2020-01-01', '31/12/2099', '2099-02-30'])
    expect(
      read({ expiresAt }).error?.issues.map(({ path }) => path),
      expiresAt,
    ).toEqual([['expiresAt']])
})
