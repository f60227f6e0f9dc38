import { createHash, randomInt } from 'node:crypto'

/** Crockford's letters and digits (https://www.crockford.com/base32.html): none looks like another. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 16

/** 80 random bits, as people read them: "7K2M-9XQ4-0TVB-H3DW". */
export function newCode(): string {
  const letters = Array.from({ length }, () => alphabet[randomInt(alphabet.length)])
  return (letters.join('').match(/.{4}/g) ?? []).join('-')
}

/**
 * A code as it is compared: case, spaces and dashes don't count, and what is read for another letter is that letter.
 * @returns undefined for what can't be a code at all
 */
export function normaliseCode(typed: string): string | undefined {
  const letters = typed
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return /^[0-9A-Z]{8,64}$/.test(letters) ? letters : undefined
}

/**
 * What is stored of a code. A plain hash is enough: 80 random bits can't be tried through, and the key of a keyed one
 * would lie in the same database. (A code given by hand in a shop file is as strong as whoever chose it made it.)
 */
export function hashCode(normalised: string): string {
  return createHash('sha256').update(`gift card ${normalised}`).digest('base64url')
}

/** The four by which people tell their cards apart, as the code was printed. */
export function lastCharacters(code: string): string {
  return code
    .replace(/[\s\p{Pd}]/gu, '')
    .slice(-4)
    .toUpperCase()
}

/** Text that has the shape of a code, so far hidden that it opens nothing: "••••H3DW"; any other as it is. */
export function masked(text: string): string {
  const code = normaliseCode(text)
  const isShaped = code?.length === length && [...code].every((letter) => alphabet.includes(letter))
  return isShaped ? `••••${code.slice(-4)}` : text
}
