import { type Currency, fromNumber, money, toNumber } from '@/lib/money'
import type { Facet, Facets } from '@/lib/search/facets'
import type { ProductFilter } from '@/lib/search/product-filters'
import { clientError } from './errors'

type MetafieldInput = { namespace: string; key: string; value: string }

/** `ProductFilter` of the schema: each holds one choice, or several that must all be true. */
export type ProductFilterInput = {
  available?: boolean | null
  category?: object | null
  price?: { min?: number | null; max?: number | null } | null
  productMetafield?: MetafieldInput | null
  productType?: string | null
  productVendor?: string | null
  tag?: string | null
  taxonomyMetafield?: object | null
  variantMetafield?: MetafieldInput | null
  variantOption?: { name: string; value: string } | null
}

const mostFilters = 250

/** @throws GraphQLError MAX_INPUT_SIZE_EXCEEDED */
export function readFilters(
  inputs: readonly ProductFilterInput[] | null | undefined,
  currency: Currency,
): ProductFilter[] {
  const given = inputs ?? []
  if (given.length > mostFilters)
    throw clientError(
      'MAX_INPUT_SIZE_EXCEEDED',
      `The input array size of ${given.length} is greater than the maximum allowed of ${mostFilters}.`,
    )
  return given.flatMap((input) => readFilter(input, currency))
}

function readFilter(input: ProductFilterInput, currency: Currency): ProductFilter[] {
  const { available, price, productMetafield, productType, productVendor, tag } = input
  const { variantMetafield, variantOption } = input
  const minor = (amount: number) =>
    Math.min(Math.max(0, fromNumber(bounded(amount), currency).minor), 2 ** 31 - 1)
  const filters: (ProductFilter | null)[] = [
    available == null ? null : { kind: 'available', is: available },
    price == null
      ? null
      : { kind: 'price', min: minor(price.min ?? 0), max: price.max == null ? null : minor(price.max) },
    productType == null ? null : { kind: 'type', value: productType },
    productVendor == null ? null : { kind: 'vendor', value: productVendor },
    tag == null ? null : { kind: 'tag', value: tag },
    variantOption == null ? null : { kind: 'option', name: variantOption.name, value: variantOption.value },
    productMetafield == null ? null : { kind: 'metafield', of: 'product', ...productMetafield },
    variantMetafield == null ? null : { kind: 'metafield', of: 'variant', ...variantMetafield },
    // Goods here have no category of Shopify's taxonomy.
    input.category == null && input.taxonomyMetafield == null ? null : { kind: 'nothing' },
  ]
  return filters.filter((filter) => filter !== null)
}

const bounded = (amount: number) => Math.min(Math.max(0, amount), 1e9)

/** The filters a shopper can choose from; `input` goes back as it is as a `ProductFilter`. */
export function toFilters(facets: Facets, currency: Currency) {
  const list = (id: string, label: string, values: Facet[], input: (value: string) => ProductFilterInput) =>
    values.length === 0
      ? []
      : [
          {
            id,
            label,
            type: 'LIST',
            presentation: 'TEXT',
            values: values.map(({ value, count }) =>
              toValue(`${id}.${slug(value)}`, value, count, input(value)),
            ),
          },
        ]
  const availability = facets.available.map(({ is, count }) =>
    toValue(`filter.v.availability.${is ? 1 : 0}`, is ? 'In stock' : 'Out of stock', count, {
      available: is,
    }),
  )
  const highest = toNumber(money(facets.highestPrice, currency))
  return [
    {
      id: 'filter.v.availability',
      label: 'Availability',
      type: 'LIST',
      presentation: 'TEXT',
      values: availability,
    },
    {
      id: 'filter.v.price',
      label: 'Price',
      type: 'PRICE_RANGE',
      presentation: null,
      values: [toValue('filter.v.price', 'Price', facets.total, { price: { min: 0, max: highest } })],
    },
    ...list('filter.p.product_type', 'Product type', facets.types, (productType) => ({ productType })),
    ...list('filter.p.vendor', 'Brand', facets.vendors, (productVendor) => ({ productVendor })),
    ...list('filter.p.tag', 'Tag', facets.tags, (tag) => ({ tag })),
    ...facets.options.flatMap(({ name, values }) =>
      list(`filter.v.option.${slug(name)}`, name, values, (value) => ({ variantOption: { name, value } })),
    ),
  ]
}

function toValue(id: string, label: string, count: number, input: ProductFilterInput) {
  return { id, label, count, input: JSON.stringify(input), image: null, swatch: null }
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')
}
