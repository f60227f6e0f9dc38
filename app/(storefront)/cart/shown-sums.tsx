import type { CartView } from '@/lib/cart/cart-view'

/** Goes with every form that orders: what the shopper agreed to (`lib/checkout/shown-sums.ts`). */
export function ShownSums({ totals }: Pick<CartView, 'totals'>) {
  return (
    <>
      <input type="hidden" name="total" value={totals.total.minor} />
      <input type="hidden" name="due" value={totals.due.minor} />
    </>
  )
}
