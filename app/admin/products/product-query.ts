import { z } from 'zod'
import { idText } from '@/lib/catalog/product-edit'

/** What stands in the list's address; what makes no sense is left out rather than refused. */
export const productFilter = z.object({
  search: z.string().trim().max(200).optional().catch(undefined),
  status: z.enum(['active', 'draft', 'archived']).optional().catch(undefined),
  stock: z.enum(['low', 'none']).optional().catch(undefined),
  label: z.enum(['unconfirmed', 'confirmed']).optional().catch(undefined),
  after: idText.optional().catch(undefined),
})

export type ProductQuery = Record<string, string>

/** The list's own values out of all that the address holds. */
export function productQuery(values: Record<string, string>): ProductQuery {
  const kept = Object.entries(productFilter.parse(values)).filter(([, value]) => value)
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]))
}
