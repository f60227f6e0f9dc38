import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { StandInError } from '../api/stripe-error'
import { deriveContract } from './derive-contract'
import { readParams } from './read-params'
import { answerErrors } from './wire-contract'

test('the committed contract is the one of the installed stripe package', () => {
  const committed = readFileSync(new URL('./stripe-contract.json', import.meta.url), 'utf8')
  expect(
    `${JSON.stringify(deriveContract())}\n`,
    'run: npx tsx stripe-stand-in/contract/write-contract.ts',
  ).toBe(committed)
}, 60_000)

test('form text becomes numbers, booleans and lists where the contract says so', () => {
  const form =
    'mode=payment&phone_number_collection[enabled]=true&expires_at=1800000000&metadata[12]=34&metadata[0]=5' +
    '&line_items[0][quantity]=2&line_items[0][price_data][currency]=nzd&line_items[0][price_data][unit_amount]=2500' +
    '&line_items[0][price_data][product_data][name]=123&expand[]=line_items'
  expect(readParams('POST /v1/checkout/sessions', form)).toEqual({
    mode: 'payment',
    phone_number_collection: { enabled: true },
    expires_at: 1_800_000_000,
    metadata: { 0: '5', 12: '34' },
    line_items: [
      { quantity: 2, price_data: { currency: 'nzd', unit_amount: 2500, product_data: { name: '123' } } },
    ],
    expand: ['line_items'],
  })
})

test('a range is told from a number', () => {
  expect(readParams('GET /v1/refunds', 'created=12')).toEqual({ created: 12 })
  expect(readParams('GET /v1/refunds', 'created[gte]=12')).toEqual({ created: { gte: 12 } })
})

const line = 'line_items[0][quantity]=1&line_items[0][price_data]'

test.each([
  ['colour=red', 'parameter_unknown', 'colour'],
  ['line_items[0][colour]=red', 'parameter_unknown', 'line_items[0][colour]'],
  ['payment_method_types[0]=card', 'parameter_unknown', 'payment_method_types'],
  [`${line}[unit_amount]=1`, 'parameter_missing', 'line_items[0][price_data][currency]'],
  [
    `${line}[currency]=nzd&${line}[unit_amount]=1.5`,
    'parameter_invalid_integer',
    'line_items[0][price_data][unit_amount]',
  ],
  ['line_items[0][quantity]=1e3', 'parameter_invalid_integer', 'line_items[0][quantity]'],
  ['line_items[0][quantity]=NaN', 'parameter_invalid_integer', 'line_items[0][quantity]'],
  ['automatic_tax[enabled]=yes', 'parameter_invalid_boolean', 'automatic_tax[enabled]'],
  ['mode=donation', undefined, 'mode'],
  [
    'shipping_address_collection[allowed_countries][0]=XX',
    undefined,
    'shipping_address_collection[allowed_countries][0]',
  ],
  ['line_items=abc', undefined, 'line_items'],
  ['success_url=', 'parameter_invalid_empty', 'success_url'],
  ['__proto__[polluted]=1&constructor=1', 'parameter_unknown', 'constructor'],
])('%s is refused, naming the parameter', (form, code, param) => {
  const refusal = refusalOf(() => readParams('POST /v1/checkout/sessions', form))
  expect(refusal.status).toBe(400)
  expect(refusal.body.error).toMatchObject({ type: 'invalid_request_error', param })
  expect(refusal.body.error.code).toBe(code)
})

test('the contract finds what is wrong with an answer', () => {
  expect(answerErrors('GET /v1/refunds/{id}', { id: 're_1', object: 'refund', colour: 'red' })).not.toEqual(
    [],
  )
})

function refusalOf(read: () => unknown): StandInError {
  try {
    read()
  } catch (error) {
    if (error instanceof StandInError) return error
    throw error
  }
  throw new Error('Nothing was refused')
}
