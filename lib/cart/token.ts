import { createHash, randomBytes } from 'node:crypto'

/** 192 random bits; whoever knows it may read and change the cart. */
export function newToken(): string {
  return randomBytes(24).toString('base64url')
}

/** Whether a cookie's value could be a token at all; anything else never reaches the database. */
export function isToken(value: string | undefined): value is string {
  return value !== undefined && /^[\w-]{22,64}$/.test(value)
}

/** What names the cart of a token without opening it; the column `public_id` is made alike. */
export function publicIdOf(token: string): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 32)
}
