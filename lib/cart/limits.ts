/** Bounds of a cart: a person never meets them, a script does. */
export const limits = {
  /** Of one line. */
  quantity: 999,
  lines: 100,
  /** Characters; the column checks it too. */
  note: 5_000,
  attributes: 20,
  attributeKey: 100,
  attributeValue: 500,
} as const
