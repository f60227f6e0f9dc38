import type { ProductView } from '@/lib/catalog/product-view'

/** Rows of the label, which are metafields of the namespace `label`: `serving_size` is "Serving size". */
export function labelFacts(product: ProductView): { term: string; text: string }[] {
  return product.metafields
    .filter(({ namespace }) => namespace === 'label')
    .map(({ key, value }) => ({ term: sentence(key), text: value }))
}

function sentence(key: string): string {
  const words = key.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
