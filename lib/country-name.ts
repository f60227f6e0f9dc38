const names = new Intl.DisplayNames('en-NZ', { type: 'region', fallback: 'code' })

/** "New Zealand" for NZ. What is no code is given back as it is. */
export function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code
}
