import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LedgerEntry, readLedger } from './payment-status'

const entry = (kind: LedgerEntry['kind'], amount: number, stripeId: string = kind): LedgerEntry => ({
  kind,
  stripeId,
  amount,
})
const paid = entry('captured', 4900)

test.each([
  ['nothing', [], 'unpaid'],
  ['a payment', [paid], 'paid'],
  ['a payment of nothing, for a free order', [entry('captured', 0)], 'paid'],
  ['a refund of a part', [paid, entry('refunded', 1)], 'partially_refunded'],
  ['refunds of the whole', [paid, entry('refunded', 900), entry('refunded', 4000)], 'refunded'],
  ['a refund that bounced', [paid, entry('refunded', 4900), entry('refund_failed', 4900)], 'paid'],
  ['a refund above what was paid', [paid, entry('refunded', 5000)], 'refunded'],
] as const)('%s reads as its state', (_, entries, status) => {
  expect(readLedger(entries).status).toBe(status)
})

test('a dispute overlays the payment until it is won or lost', () => {
  const opened = entry('dispute_opened', 4900)
  expect(readLedger([paid, opened])).toMatchObject({ status: 'paid', disputed: true })
  expect(readLedger([paid, opened, entry('dispute_won', 4900)]).disputed).toBe(false)
  expect(readLedger([paid, opened, entry('dispute_lost', 4900)]).disputed).toBe(false)
  const second = entry('dispute_opened', 100, 'another')
  expect(readLedger([paid, opened, entry('dispute_won', 4900), second]).disputed).toBe(true)
})

test('the order in which Stripe told things makes no difference', () => {
  const kinds = ['captured', 'refunded', 'refund_failed', 'dispute_opened', 'dispute_won'] as const
  const entries = fc.array(fc.tuple(fc.constantFrom(...kinds), fc.nat(10_000)), { maxLength: 8 })
  fc.assert(
    fc.property(entries, (told) => {
      const ledger = told.map(([kind, amount], index) => entry(kind, amount, `${kind}${index}`))
      expect(readLedger([...ledger].reverse())).toEqual(readLedger(ledger))
    }),
  )
})
