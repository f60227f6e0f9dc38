import { headers } from 'next/headers'
import { EmptyState } from '@/components/empty-state'
import { takeSearch } from '@/lib/search/take-search'

/** What stands in place of a list for whoever asked for too many; null for all others, who spend one by asking. */
export async function tooOften(): Promise<React.ReactNode> {
  const seconds = takeSearch(await headers())
  if (seconds === 0) return null
  return (
    <EmptyState heading="h2" title="That was a lot of searching" drawn={false}>
      <p role="status">
        Too many searches came from your connection at once. Wait{' '}
        {seconds === 1 ? 'a second' : `${seconds} seconds`}, then load this page again.
      </p>
    </EmptyState>
  )
}
