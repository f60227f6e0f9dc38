'use client' // error boundaries live in the browser

import { ErrorMessage } from '@/components/error-message'

export default function ErrorPage(props: { error: unknown; retry: () => void }) {
  return (
    <main id="main" className="wrap">
      <ErrorMessage {...props} />
    </main>
  )
}
