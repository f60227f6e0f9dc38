import type { Metadata } from 'next'
import { Masthead } from '@/components/masthead'
import { NotFoundMessage } from '@/components/not-found-message'
import { SkipLink } from '@/components/skip-link'

export const metadata: Metadata = { title: 'Not found' }

/** An address no route knows. It stands outside the storefront's layout, so it reads nothing and can't fail. */
export default function NotFound() {
  return (
    <>
      <SkipLink />
      <Masthead name="Bestow Beauty" menu={[{ title: 'Shop', url: '/products', items: [] }]} />
      <main id="main" className="wrap">
        <NotFoundMessage />
      </main>
    </>
  )
}
