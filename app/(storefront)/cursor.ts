/** The id in an address like /products/after/24; undefined where it is none. */
export function cursorOf(text: string): string | undefined {
  return /^[1-9]\d{0,17}$/.test(text) ? text : undefined
}
