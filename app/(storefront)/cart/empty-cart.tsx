import { ButtonLink } from '@/components/button'
import { EmptyState } from '@/components/empty-state'
import { getNewest } from '@/lib/content/cached'

export async function EmptyCart() {
  const [article] = await getNewest(1)
  return (
    <EmptyState title="Your cart is empty">
      <p>Add something from the shop, or from inside an article while you read.</p>
      <p>
        <ButtonLink href="/products">Go to the shop</ButtonLink>
      </p>
      {article ? (
        <p>
          <a href={article.url}>Or keep reading: {article.title}</a>
        </p>
      ) : null}
    </EmptyState>
  )
}
