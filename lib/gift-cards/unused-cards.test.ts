import { expect, test } from 'vitest'
import { refuseUsedCards, useOfCard } from './unused-cards'

const whole = { disabled: false, reserved: 0, balance: 5000, initialAmount: 5000, withdrawnBy: null }
const spent = { ...whole, balance: 1 }
const promised = { ...whole, reserved: 1 }
const disabled = { ...whole, disabled: true }
const refunded = { ...disabled, withdrawnBy: 'refund:1' }
const disputed = { ...disabled, withdrawnBy: 'dispute:dp_1' }

const refusal = (quantity: number, ...cards: (typeof whole | typeof refunded)[]) => {
  try {
    refuseUsedCards(cards.map(useOfCard), quantity, 'lines')
  } catch (error) {
    return String(error).replace(/^.*Error: | To give money back all the same, .*$/g, '')
  }
  return null
}

test('as many bought cards as are unused can be refunded, and of a line without cards any', () => {
  expect(refusal(2, whole, whole, spent, refunded)).toBe(null)
  expect(refusal(2)).toBe(null)
})

test('a refusal says how many cards are unused, why, and how many can be refunded', () => {
  expect(refusal(1, spent)).toBe('The gift card of this line is used: it can’t be refunded.')
  expect(refusal(1, disputed)).toBe('The gift card of this line is disabled: it can’t be refunded.')
  expect(refusal(2, spent, promised)).toBe(
    'None of the gift cards of this line is unused: none can be refunded.',
  )
  expect(refusal(2, spent, whole)).toBe(
    'Only 1 of the 2 gift cards of this line is unused: at most 1 can be refunded.',
  )
  expect(refusal(3, spent, whole, whole)).toBe(
    'Only 2 of the 3 gift cards of this line are unused: at most 2 can be refunded.',
  )
  expect(refusal(2, disabled, whole)).toBe(
    'Only 1 of the 2 gift cards of this line is unused and not disabled: at most 1 can be refunded.',
  )
})

test('cards that were refunded before are not counted in', () => {
  expect(refusal(1, spent, refunded)).toBe('The gift card of this line is used: it can’t be refunded.')
  expect(refusal(2, spent, whole, refunded)).toMatch(/^Only 1 of the 2 /)
})
