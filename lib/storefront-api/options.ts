import type { ProductView, VariantView } from '@/lib/catalog/product-view'

// A product without options has, for clients, the option "Title" with the one value "Default Title". No row stands for
// them, so they have numbers that no row has.
export const noOptions = { name: 'Title', value: 'Default Title' }

const base = 10n ** 15n

const unnumbered = (productId: string) => String(base + BigInt(productId))

/** The product that a number without a row stands for; null for a row's. */
export function unnumberedProduct(id: string): string | null {
  return BigInt(id) > base ? String(BigInt(id) - base) : null
}

export function shownOptions(product: ProductView): ProductView['options'] {
  return product.options.length > 0
    ? product.options
    : [
        {
          id: unnumbered(product.id),
          name: noOptions.name,
          values: [noOptions.value],
          valueIds: [unnumbered(product.id)],
        },
      ]
}

export function shownSelection(selected: VariantView['selectedOptions']): VariantView['selectedOptions'] {
  return selected.length > 0 ? selected : [noOptions]
}
