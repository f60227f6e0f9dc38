export const handlePattern = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** "Kūmara & other Plants" → "kumara-other-plants". Empty when no letter or digit is left. */
export function toHandle(words: string): string {
  return words
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 100)
    .replace(/^-+|-+$/g, '')
}
