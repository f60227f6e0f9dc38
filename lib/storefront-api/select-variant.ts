import type { ProductView, VariantView } from '@/lib/catalog/product-view'
import { shownOptions, shownSelection } from './options'

export type SelectedOption = { name: string; value: string }

type Selection = {
  selectedOptions?: SelectedOption[] | null
  /** Names the product does not have, such as other parameters of an address, count for nothing. */
  ignoreUnknownOptions?: boolean | null
  caseInsensitiveMatch?: boolean | null
}

/** The variant with all the options that are named; undefined where none has them, or none is named. */
export function findVariant(product: ProductView, selection: Selection): VariantView | undefined {
  const same = (a: string, b: string) =>
    selection.caseInsensitiveMatch ? a.toLowerCase() === b.toLowerCase() : a === b
  const known = (selection.selectedOptions ?? []).filter(
    ({ name }) =>
      !selection.ignoreUnknownOptions || shownOptions(product).some((option) => same(option.name, name)),
  )
  if (known.length === 0) return undefined
  return product.variants.find((variant) =>
    known.every(({ name, value }) =>
      shownSelection(variant.selectedOptions).some(
        (option) => same(option.name, name) && same(option.value, value),
      ),
    ),
  )
}

/** The one that is named, else the first that can be bought, else the first. */
export function selectedOrFirst(product: ProductView, selection: Selection): VariantView | undefined {
  return (
    findVariant(product, selection) ??
    product.variants.find(({ availableForSale }) => availableForSale) ??
    product.variants[0]
  )
}

/** Those that differ in one option from the one that is named, else from the first available; by id. */
export function adjacentVariants(product: ProductView, selection: Selection): VariantView[] {
  const from = selectedOrFirst(product, selection)
  if (!from) return []
  const differences = (other: VariantView) =>
    other.selectedOptions.filter(
      ({ name, value }) => from.selectedOptions.find((option) => option.name === name)?.value !== value,
    ).length
  return product.variants
    .filter((variant) => variant.id !== from.id && differences(variant) === 1)
    .toSorted((a, b) => Number(BigInt(a.id) - BigInt(b.id)))
}
