import { invalidRequest } from './stripe-error'

/** Eight digits, in minor units: Stripe's limit. https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
export const LARGEST_AMOUNT = 99_999_999

const CURRENCIES = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()))

/** @throws StandInError unless 0 <= amount <= 99,999,999 minor units */
export function checkAmount(amount: number, param: string) {
  if (amount < 0)
    throw invalidRequest('Invalid non-negative integer', { code: 'parameter_invalid_integer', param })
  if (amount > LARGEST_AMOUNT)
    throw invalidRequest('Amount must be no more than 99999999', { code: 'amount_too_large', param })
}

/** The currency in lower case. @throws StandInError for one that does not exist */
export function checkCurrency(currency: string, param: string): string {
  const code = currency.toLowerCase()
  if (!CURRENCIES.has(code)) throw invalidRequest(`Invalid currency: ${currency}.`, { param })
  return code
}

/** @throws StandInError unless an absolute http(s) address */
export function checkUrl(text: string, param: string) {
  const parsed = URL.canParse(text) ? new URL(text) : null
  if (!/^https?:\/\//i.test(text) || !parsed?.hostname || text.length > 5000)
    throw invalidRequest('Not a valid URL', { code: 'url_invalid', param })
}

export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>,;]+@[^\s@<>,;.]+(\.[^\s@<>,;.]+)+$/.test(text)
}

/** @throws StandInError unless an e-mail address */
export function checkAddressText(email: string, param: string) {
  if (!isEmail(email))
    throw invalidRequest(`Invalid email address: ${email}`, { code: 'email_invalid', param })
}

/** At most 50 keys of 40 characters, values of 500. https://docs.stripe.com/api/metadata */
export function checkMetadata(
  metadata: Record<string, string | number | null> | '' | undefined,
  param: string,
) {
  const entries = Object.entries(metadata || {})
  if (entries.length > 50) throw invalidRequest('You can specify up to 50 metadata keys.', { param })
  for (const [key, value] of entries) {
    if (key.length > 40)
      throw invalidRequest(
        `Metadata keys can have up to 40 characters, but you passed in a key that is ${key.length} characters.`,
        {
          param: `${param}[${key.slice(0, 40)}]`,
        },
      )
    const length = String(value ?? '').length
    if (length > 500)
      throw invalidRequest(
        `Metadata values can have up to 500 characters, but you passed in a value that is ${length} characters.`,
        {
          param: `${param}[${key}]`,
        },
      )
  }
}

/** Metadata as it is kept: an empty value removes its key. */
export function mergeMetadata(
  kept: Record<string, string>,
  given: Record<string, string | number | null> | '' | null | undefined,
): Record<string, string> {
  if (given === '') return {}
  const merged = { ...kept }
  for (const [key, value] of Object.entries(given ?? {})) {
    if (value === '' || value === null) delete merged[key]
    else merged[key] = String(value)
  }
  return merged
}
