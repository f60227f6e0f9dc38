import { Button } from './button'
import { EmptyState } from './empty-state'

/** What an unexpected error says. The number lets a person who writes to us be helped; it says nothing by itself. */
export function ErrorMessage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  return (
    <EmptyState title="Something went wrong on our side">
      <p>Your cart is kept. Please try again in a moment.</p>
      <p>
        <Button type="button" onClick={() => retry()}>
          Try again
        </Button>
      </p>
      {digest ? <p className="small">If it stays like this, write to us and name error {digest}.</p> : null}
    </EmptyState>
  )
}
