import { resolve } from 'node:path'
import type { NextConfig } from 'next'

const development = process.env.NODE_ENV === 'development'

/**
 * Static pages can't carry a nonce: they are made once for everybody. They show only our own and sanitised content,
 * and load nothing from elsewhere. Pages that belong to one visitor get a stricter policy in proxy.ts.
 */
const staticPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ''}`,
  // Kept pages carry their styles inside them (lib/inline-styles.mjs).
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const embedPolicy = staticPolicy.replace("frame-ancestors 'none'", 'frame-ancestors *')

// One rule, and no colon in a value: Next compiles each rule and each value with a colon anew for every request.
const everywhere = [
  { key: 'Content-Security-Policy', value: staticPolicy },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  // Browsers heed it over https alone.
  { key: 'Strict-Transport-Security', value: 'max-age=31536000' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), browsing-topics=()' },
]

const config: NextConfig = {
  // What is served is type-checked here, tests by `npm run verify`.
  typescript: { tsconfigPath: 'tsconfig.build.json' },
  poweredByHeader: false,
  reactStrictMode: true,
  cacheComponents: false,
  // Memory alone, and dated so that an edit during a render is not lost.
  cacheHandler: resolve('lib/page-cache.mjs'),
  experimental: {
    // Pages made on request stay in memory: a folder of them would outlive the database it was made from, and a
    // second server of the same build would share it.
    isrFlushToDisk: false,
    serverActions: { bodySizeLimit: '256kb' },
  },
  async headers() {
    return [
      { source: '/:path*', headers: everywhere },
      // A product's card for other sites; browsers that know frame-ancestors leave X-Frame-Options aside.
      { source: '/embed/:path*', headers: [{ key: 'Content-Security-Policy', value: embedPolicy }] },
      // An order's address opens it: never tell it to anyone.
      { source: '/orders/:path*', headers: [{ key: 'Referrer-Policy', value: 'no-referrer' }] },
    ]
  },
}

export default config
