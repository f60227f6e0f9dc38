import { NotFoundMessage } from '@/components/not-found-message'

/** A product, article or page that does not exist, below the shop's own menu. */
export default function NotFound() {
  return (
    <main id="main" className="wrap">
      <NotFoundMessage />
    </main>
  )
}
