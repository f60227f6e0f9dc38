/** Bounds of a cart: a person never meets them, a script does. */
export const limits = {
  /** Of one line; more is cut to it. */
  quantity: 999,
  /** What may be asked for at all: the Storefront API's own bound. */
  asked: 999_999,
  /** As many as one input of the Storefront API may add, and one page of it show. */
  lines: 250,
  /** Characters; the column checks it too. */
  note: 5_000,
  /** On one cart; the column checks it too. */
  discountCodes: 25,
  discountCode: 255,
  /** On one cart. */
  giftCards: 10,
  attributes: 20,
  attributeKey: 100,
  attributeValue: 500,
  addresses: 20,
  metafields: 50,
  metafieldValue: 10_000,
} as const
