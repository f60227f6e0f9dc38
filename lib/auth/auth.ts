import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { nextCookies } from 'better-auth/next-js'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { logError } from '@/lib/log'
import { readSecret } from '@/lib/secrets'
import { passwordLength } from './password'

/** Seconds. A session ends after a week, and after twelve idle hours (session.ts). */
export const sessionSeconds = { whole: 7 * 24 * 3600, idle: 12 * 3600 } as const

function build(secret: string) {
  const { siteUrl } = env()
  const secure = siteUrl.startsWith('https:')
  return betterAuth({
    appName: 'Shop admin',
    baseURL: siteUrl,
    trustedOrigins: sameMachine(siteUrl),
    secret,
    telemetry: { enabled: false },
    database: prismaAdapter(db(), { provider: 'postgresql' }),
    emailAndPassword: {
      enabled: true,
      // People are made by `createStaff` alone.
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    user: {
      modelName: 'staff',
      additionalFields: { role: { type: 'string', input: false, defaultValue: 'owner' } },
    },
    // Never prolonged by better-auth: a page can't write the cookie that would have to follow. session.ts counts idle time.
    session: { modelName: 'staffSession', expiresIn: sessionSeconds.whole, disableSessionRefresh: true },
    account: { modelName: 'staffAccount' },
    verification: { modelName: 'staffVerification' },
    // Guards better-auth's own HTTP routes, which the shop does not open; signing in is limited by throttle.ts.
    rateLimit: { enabled: true, storage: 'database', modelName: 'staffRateLimit' },
    advanced: {
      // better-auth knows only `__Secure-`; `__Host-` also pins the cookie to this host and to "/".
      useSecureCookies: false,
      cookiePrefix: secure ? '__Host-staff' : 'staff',
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
    },
    logger: { level: 'error', log: (_level, message, ...details) => logError('auth', details[0] ?? message) },
    plugins: [nextCookies()],
  })
}

export type Auth = ReturnType<typeof build>

const shared = globalThis as typeof globalThis & { shopAuth?: Promise<Auth> | undefined }

/** Built on first use, because its secret lies in the database. @throws when the database can't be read */
export function getAuth(): Promise<Auth> {
  shared.shopAuth ??= readSecret('auth')
    .then(build)
    .catch((error: unknown) => {
      // The database may be back for the next request.
      shared.shopAuth = undefined
      throw error
    })
  return shared.shopAuth
}

/** A trial shop is opened as localhost and as 127.0.0.1; a public one only by its own name. */
function sameMachine(siteUrl: string): string[] {
  const { hostname, port, protocol } = new URL(siteUrl)
  if (hostname !== 'localhost' && hostname !== '127.0.0.1') return [siteUrl]
  return ['localhost', '127.0.0.1'].map((host) => new URL(`${protocol}//${host}:${port}`).origin)
}
