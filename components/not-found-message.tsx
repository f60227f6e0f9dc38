import { ButtonLink } from './button'
import { EmptyState } from './empty-state'

/** What a miss says, below the shop's menu. */
export function NotFoundMessage() {
  return (
    <EmptyState title="This page isn’t here">
      <p>
        It may have moved, or the address may have a letter too many. The shop and the journal are where they
        were.
      </p>
      <p>
        <ButtonLink href="/products">Go to the shop</ButtonLink>
      </p>
      <p>
        <a href="/">Or begin at the front page</a>
      </p>
    </EmptyState>
  )
}
