import { readProductId, readProducts } from '@/lib/catalog/products'
import { recommendProducts } from '@/lib/search/recommend'
import type { Context } from './context'
import { clientError } from './errors'
import { idOf } from './ids'
import { toProduct } from './product'

export type RecommendationArguments = {
  productId?: string | null
  productHandle?: string | null
  intent?: 'COMPLEMENTARY' | 'RELATED' | null
}

/** Null for a product that is unknown or not published. */
export async function recommendations(args: RecommendationArguments, context: Context) {
  const { productId, productHandle, intent } = args
  if (productId == null && productHandle == null)
    throw clientError('INVALID_FIELD_ARGUMENTS', 'Either productId or productHandle must be provided')
  const id =
    productId != null
      ? idOf('Product', productId)
      : productHandle != null
        ? await readProductId(productHandle)
        : null
  const ids = id && (await recommendProducts(id, intent === 'COMPLEMENTARY' ? 'complementary' : 'related'))
  return ids ? (await readProducts(ids)).map((product) => toProduct(product, context)) : null
}
