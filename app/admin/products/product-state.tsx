import type { ProductStatus } from '@/lib/catalog/admin-product'

const words = { active: 'Live', draft: 'Draft', archived: 'Archived' } as const

export function ProductState({ product }: { product: { status: ProductStatus; checkLabel: boolean } }) {
  const { status, checkLabel } = product
  const look = status !== 'active' ? '' : checkLabel ? ' state--held' : ' state--live'
  return (
    <span className={`state${look}`}>
      {words[status]}
      {checkLabel ? ', check label' : ''}
    </span>
  )
}
