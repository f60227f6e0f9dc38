import type { Metadata } from 'next'
import { ButtonLink } from '@/components/button'
import { EmptyState } from '@/components/empty-state'

export const dynamic = 'force-static'

export const metadata: Metadata = { title: 'Back in a moment', robots: { index: false } }

/**
 * Where pages of one visitor send to when the database does not answer. Made at build time and outside the
 * storefront's layout, so that it needs nothing; proxy.ts answers it with 503.
 */
export default function UnavailablePage() {
  return (
    <main id="main" className="wrap">
      <EmptyState title="The shop is catching its breath">
        <p>
          We can’t reach our shelves just now. Your cart is kept, and nothing has been charged. Please try
          again in a moment.
        </p>
        <p>
          <ButtonLink href="/cart">Try the cart again</ButtonLink>
        </p>
        <p>
          <a href="/">Or go to the front page</a>
        </p>
      </EmptyState>
    </main>
  )
}
