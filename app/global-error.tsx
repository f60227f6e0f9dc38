'use client' // error boundaries live in the browser

import { ErrorMessage } from '@/components/error-message'
import './globals.css'

export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en-NZ">
      <head>
        <title>Something went wrong | Bestow Beauty</title>
      </head>
      <body>
        <main id="main" className="wrap">
          <ErrorMessage {...props} />
        </main>
      </body>
    </html>
  )
}
