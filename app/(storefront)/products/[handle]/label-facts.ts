import { parseMetafield } from '@shopify/hydrogen-react/parse-metafield'
import { z } from 'zod'
import type { ProductView } from '@/lib/catalog/product-view'

const measure = z.object({ value: z.union([z.number(), z.string()]), unit: z.string() })

/**
 * Rows of the label, which are metafields of the namespace `label`: `serving_size` is "Serving size". Lists and
 * measures are typed values; a person reads them as words.
 */
export function labelFacts(product: ProductView): { term: string; text: string }[] {
  return product.metafields
    .filter(({ namespace }) => namespace === 'label')
    .map((metafield) => ({
      term: sentence(metafield.key),
      text: words(parsed(metafield)),
    }))
    .filter(({ text }) => text !== '')
}

/** The package types its answer by the caller's claim; nothing is claimed here. */
function parsed(metafield: ProductView['metafields'][number]): unknown {
  return parseMetafield<{ parsedValue: unknown }>(metafield).parsedValue
}

function words(value: unknown): string {
  if (Array.isArray(value)) return value.map(words).join(', ')
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  const measured = measure.safeParse(value)
  if (measured.success) return `${measured.data.value} ${measured.data.unit}`
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function sentence(key: string): string {
  const text = key.replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
