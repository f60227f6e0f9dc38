import { expect, test } from 'vitest'
import { itemsInWords, orderState } from './order-words'

const paid = { status: 'placed', paymentStatus: 'paid', fulfilment: 'unfulfilled', review: [] } as const
const order = (change: object) => ({ ...paid, review: [...paid.review], isSent: true, ...change })

test('a paid order is to be sent, unless nothing of it is: nobody waits for a parcel of gift cards', () => {
  expect(orderState(order({})).text).toBe('To send')
  expect(orderState(order({ isSent: false })).text).toBe('Paid, nothing to send')
  expect(orderState(order({ isSent: false, paymentStatus: 'refunded' })).text).toBe('Refunded')
  expect(orderState(order({ isSent: false, review: ['disputed'] })).text).toBe('Needs a look')
})

test('one item is one item', () => {
  expect([0, 1, 2, 12].map(itemsInWords)).toEqual(['0 items', '1 item', '2 items', '12 items'])
})
