import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { OrderDetails } from './order-details'

const words = (attributes: Record<string, string>) =>
  renderToStaticMarkup(<OrderDetails attributes={attributes} />)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

test('staff see all that was said about an order, in its order, and what of it the shopper doesn’t see', () => {
  expect(words({ Zebra: 'z', _source: 'salon', a: '' })).toBe(
    'Details given with it Zebra z _source salon (the shopper doesn’t see this) a empty',
  )
})

test('of an order about which nothing was said nothing is shown', () => {
  expect(words({})).toBe('')
})
