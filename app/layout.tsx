import type { Metadata, Viewport } from 'next'
import { preload } from 'react-dom'
import { env } from '@/lib/env'
import hankenGrotesk from './fonts/hanken-grotesk.woff2'
import newsreader from './fonts/newsreader.woff2'
import './globals.css'

/** A function, because the address of the shop is a setting of the running server, not of the build. */
export function generateMetadata(): Metadata {
  return {
    metadataBase: new URL(env().siteUrl),
    title: { default: 'Bestow Beauty', template: '%s | Bestow Beauty' },
    formatDetection: { telephone: false, address: false, email: false },
  }
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbf8f2' },
    { media: '(prefers-color-scheme: dark)', color: '#161a16' },
  ],
}

/** The html shell. The two faces of a first view are asked for before the style sheet that names them is read. */
export default function RootLayout({ children }: { children: React.ReactNode }) {
  for (const face of [newsreader, hankenGrotesk])
    preload(face, { as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' })
  return (
    <html lang="en-NZ">
      <body>{children}</body>
    </html>
  )
}
