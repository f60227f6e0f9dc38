import type { ProductView, VariantView } from '@/lib/catalog/product-view'

// A product without options has, for clients, the option "Title" with the one value "Default Title".
const title = { name: 'Title', value: 'Default Title' }

export function shownOptions(product: ProductView): ProductView['options'] {
  return product.options.length > 0
    ? product.options
    : [{ id: product.id, name: title.name, values: [title.value], valueIds: [product.id] }]
}

export function shownSelection(variant: VariantView): VariantView['selectedOptions'] {
  return variant.selectedOptions.length > 0 ? variant.selectedOptions : [title]
}
