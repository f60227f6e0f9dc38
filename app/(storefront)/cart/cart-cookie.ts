import { cookies } from 'next/headers'
import { isToken } from '@/lib/cart/token'
import { env } from '@/lib/env'
import { marker } from './marker'

const thirtyDays = 30 * 24 * 60 * 60

const secure = () => env().siteUrl.startsWith('https:')

/** Over https the prefix keeps other hosts of the domain from setting it. */
const name = () => (secure() ? '__Host-cart' : 'cart')

/** The cart's token as the browser sent it; null when there is none or it can't be one. */
export async function cartToken(): Promise<string | null> {
  const value = (await cookies()).get(name())?.value
  return isToken(value) ? value : null
}

/**
 * Keeps a cart for 30 days from now. Beside the secret cookie stands a readable one that says only that there is
 * something to read, so that pages of visitors without a cart ask for nothing.
 */
export async function keepCart(token: string): Promise<void> {
  const jar = await cookies()
  const common = { path: '/', sameSite: 'lax', secure: secure(), maxAge: thirtyDays } as const
  jar.set({ name: name(), value: token, httpOnly: true, ...common })
  jar.set({ name: marker, value: '1', ...common })
}

/** After a cookie that opens nothing: nobody needs to ask again. */
export async function forgetCart(): Promise<void> {
  const jar = await cookies()
  for (const cookie of [name(), marker])
    jar.set({ name: cookie, value: '', path: '/', secure: secure(), maxAge: 0 })
}
