import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/lib/env'
import { garbledAddress } from '@/lib/garbled-address'

/**
 * Pages that belong to one visitor are made for each request, so they can carry a nonce: only scripts of this very
 * answer run. Static pages never come through here (next.config.ts has their policy).
 */
export const config = {
  matcher: [
    '/admin/:path*',
    '/cart/:path*',
    '/checkout/:path*',
    '/orders/:path*',
    '/unavailable',
    '/garbled',
  ],
}

const garbled =
  'This address can’t be read: the signs after a % in it are not right. Check it, or begin at the front page.'

export function proxy(request: NextRequest) {
  // A page can't choose its status: where the others send to while the database is down gets it here.
  if (request.nextUrl.pathname === '/unavailable')
    return NextResponse.next({ status: 503, headers: { 'retry-after': '10', 'cache-control': 'no-store' } })
  if (request.nextUrl.pathname === garbledAddress) return new NextResponse(garbled, { status: 400 })
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64')
  const policy = contentSecurityPolicy(nonce, request.nextUrl.pathname)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('cache-control', 'private, no-store')
  return response
}

function contentSecurityPolicy(nonce: string, path: string): string {
  const development = process.env.NODE_ENV === 'development'
  // The checkout's POST is answered with a redirect to the payment page, which browsers count as its target.
  const payment = new URL(env().stripe.apiUrl ?? 'https://checkout.stripe.com').origin
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self'${development ? " 'unsafe-inline'" : ''}`,
    // A mail carries its look in style attributes; its frame inherits this policy, and runs no script.
    ...(path.startsWith('/admin/mailbox/') ? ["style-src-attr 'unsafe-inline'"] : []),
    "img-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self' ${payment}`,
    "frame-ancestors 'none'",
  ].join('; ')
}
