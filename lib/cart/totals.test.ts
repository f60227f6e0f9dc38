import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Currency, money, taxContained } from '@/lib/money'
import { computeTotals } from './totals'

const nzd = (minor: number) => money(minor, 'NZD')

const line = fc
  .record({
    price: fc.nat(2_000_000),
    quantity: fc.nat(999),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ price, quantity, part }) => ({
    unitPrice: nzd(price),
    quantity,
    discount: nzd(Math.floor(price * quantity * part)),
  }))
const carts = fc.record({
  lines: fc.array(line, { maxLength: 100 }),
  shipping: fc.option(fc.nat(50_000).map(nzd)),
  taxBasisPoints: fc.nat(10_000),
})

test('an empty cart costs nothing', () => {
  const { totals } = computeTotals({ currency: 'NZD', lines: [], shipping: null, taxBasisPoints: 1500 })
  expect(totals).toEqual({
    subtotal: nzd(0),
    discount: nzd(0),
    shipping: null,
    shippingDiscount: nzd(0),
    tax: nzd(0),
    total: nzd(0),
    giftCards: nzd(0),
    due: nzd(0),
  })
})

test('the mock cart: two of 49.00, one of 45.00, delivery 6.50, GST contained', () => {
  const { totals } = computeTotals({
    currency: 'NZD',
    lines: [
      { unitPrice: nzd(4900), quantity: 2 },
      { unitPrice: nzd(4500), quantity: 1 },
    ],
    shipping: nzd(650),
    taxBasisPoints: 1500,
  })
  expect(totals.subtotal).toEqual(nzd(14_300))
  expect(totals.total).toEqual(nzd(14_950))
  // 12.78 + 5.87 + 0.85
  expect(totals.tax).toEqual(nzd(1950))
})

test('delivery with a discount costs what is left of it, and its tax is of that', () => {
  const { totals, shippingTax } = computeTotals({
    currency: 'NZD',
    lines: [{ unitPrice: nzd(1000), quantity: 1, discount: nzd(100) }],
    shipping: nzd(650),
    shippingDiscount: nzd(350),
    taxBasisPoints: 1500,
  })
  expect(totals).toMatchObject({
    shipping: nzd(300),
    shippingDiscount: nzd(350),
    discount: nzd(100),
    total: nzd(1200),
  })
  expect(shippingTax).toEqual(nzd(39))
})

test('parts sum to the whole, whatever is in the cart', () => {
  fc.assert(
    fc.property(carts, (cart) => {
      const { totals, lineTotals, shippingTax } = computeTotals({ currency: 'NZD', ...cart })
      const sum = (amounts: { minor: number }[]) => amounts.reduce((all, { minor }) => all + minor, 0)
      const shipping = totals.shipping?.minor ?? 0
      expect(totals.total.minor).toBe(totals.subtotal.minor - totals.discount.minor + shipping)
      expect(totals.total.minor).toBe(sum(lineTotals.map(({ total }) => total)) + shipping)
      expect(totals.tax.minor).toBe(sum(lineTotals.map(({ tax }) => tax)) + shippingTax.minor)
    }),
  )
})

test('tax lies within the total and less than half a cent per part away from the tax of the whole', () => {
  fc.assert(
    fc.property(carts, (cart) => {
      const { totals } = computeTotals({ currency: 'NZD', ...cart })
      expect(totals.tax.minor).toBeGreaterThanOrEqual(0)
      expect(totals.tax.minor).toBeLessThanOrEqual(totals.total.minor)
      const whole = taxContained(totals.total.minor, cart.taxBasisPoints)
      expect(Math.abs(totals.tax.minor - whole)).toBeLessThanOrEqual((cart.lines.length + 2) / 2)
    }),
  )
})

test('the order of lines changes no total', () => {
  fc.assert(
    fc.property(carts, (cart) => {
      const backwards = { ...cart, lines: [...cart.lines].reverse() }
      expect(computeTotals({ currency: 'NZD', ...backwards }).totals).toEqual(
        computeTotals({ currency: 'NZD', ...cart }).totals,
      )
    }),
  )
})

test('mixed currencies and a discount above its line are refused', () => {
  const input =
    (unitPrice: { minor: number; currency: Currency }, discount = nzd(0)) =>
    () =>
      computeTotals({
        currency: 'NZD',
        lines: [{ unitPrice, quantity: 1, discount }],
        shipping: null,
        taxBasisPoints: 1500,
      })
  expect(input(money(100, 'AUD'))).toThrow(RangeError)
  expect(input(nzd(100), nzd(101))).toThrow(RangeError)
  expect(input(nzd(100), nzd(-1))).toThrow(RangeError)
  const sent = (shipping: number | null, off: number) => () =>
    computeTotals({
      currency: 'NZD',
      lines: [],
      shipping: shipping === null ? null : nzd(shipping),
      shippingDiscount: nzd(off),
      taxBasisPoints: 1500,
    })
  expect(sent(650, 651)).toThrow(RangeError)
  expect(sent(650, -1)).toThrow(RangeError)
  expect(sent(null, 1)).toThrow(RangeError)
})
