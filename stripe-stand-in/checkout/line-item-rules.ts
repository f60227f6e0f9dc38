import type Stripe from 'stripe'
import { invalidRequest, noSuch, notServed } from '../api/stripe-error'
import { checkAmount, checkCurrency, checkMetadata } from '../api/value-rules'

type Params = Stripe.Checkout.SessionCreateParams
type LineItem = Stripe.Checkout.SessionCreateParams.LineItem

const MOST_LINES = 100
const LARGEST_QUANTITY = 999_999

/**
 * Checks the line items, and returns the one currency they share, in lower case.
 * @throws StandInError
 */
export function checkLineItems({ line_items: lines, currency: sessionCurrency }: Params): string {
  if (!lines || lines.length === 0)
    throw invalidRequest('Missing required param: line_items.', {
      code: 'parameter_missing',
      param: 'line_items',
    })
  if (lines.length > MOST_LINES)
    throw invalidRequest(`You may only pass in up to ${MOST_LINES} line items.`, { param: 'line_items' })
  const currencies = new Set(lines.map((line, index) => checkLine(line, `line_items[${index}]`)))
  const [currency] = currencies
  if (currency === undefined || currencies.size > 1)
    throw invalidRequest('All line items must have the same currency.', { param: 'line_items' })
  if (sessionCurrency !== undefined && sessionCurrency.toLowerCase() !== currency)
    throw invalidRequest(`The line items are in ${currency}, but currency is ${sessionCurrency}.`, {
      param: 'currency',
    })
  return currency
}

function checkLine(line: LineItem, at: string): string {
  if (line.tax_rates) throw notServed(`${at}[tax_rates]`)
  if (line.adjustable_quantity?.enabled) throw notServed(`${at}[adjustable_quantity]`)
  if (line.price !== undefined) throw noSuch('price', line.price, `${at}[price]`)
  const price = line.price_data
  if (!price)
    throw invalidRequest(`You must specify either \`price\` or \`price_data\` for ${at}.`, { param: at })
  checkMetadata(line.metadata, `${at}[metadata]`)
  checkQuantity(line.quantity, `${at}[quantity]`)
  if (price.recurring) throw notServed(`${at}[price_data][recurring]`)
  if (price.unit_amount_decimal !== undefined) throw notServed(`${at}[price_data][unit_amount_decimal]`)
  if (price.product !== undefined) throw noSuch('product', price.product, `${at}[price_data][product]`)
  if (!price.product_data) throw missing(`${at}[price_data][product_data]`)
  if (price.unit_amount === undefined) throw missing(`${at}[price_data][unit_amount]`)
  checkAmount(price.unit_amount, `${at}[price_data][unit_amount]`)
  checkMetadata(price.product_data.metadata, `${at}[price_data][product_data][metadata]`)
  if ((price.product_data.images ?? []).length > 8)
    throw invalidRequest('A product may have at most 8 images.', {
      param: `${at}[price_data][product_data][images]`,
    })
  return checkCurrency(price.currency, `${at}[price_data][currency]`)
}

function checkQuantity(quantity: number | undefined, param: string) {
  if (quantity === undefined) throw missing(param)
  if (quantity < 1) throw invalidRequest('This value must be greater than or equal to 1.', { param })
  if (quantity > LARGEST_QUANTITY)
    throw invalidRequest(`This value must be less than or equal to ${LARGEST_QUANTITY}.`, { param })
}

function missing(param: string) {
  return invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
}
