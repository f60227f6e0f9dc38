import { createHmac } from 'node:crypto'
import { readSecret } from '@/lib/secrets'

/**
 * The public token of the shop's own card on other sites (app/embed), so that it works where a token is demanded of
 * everybody. It stands in a page that anyone may read, so it opens no more than no token does.
 * @returns 32 characters, the same in every process of one shop
 */
export async function ownToken(): Promise<string> {
  return createHmac('sha256', await readSecret('internal'))
    .update('embedded product')
    .digest('hex')
    .slice(0, 32)
}
