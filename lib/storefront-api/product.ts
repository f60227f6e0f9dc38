import type { ProductView, VariantView } from '@/lib/catalog/product-view'
import { picturesOfProduct } from '@/lib/media/pictures'
import { type Money, money } from '@/lib/money'
import { toCollection } from './collection'
import { listConnection, type PageArguments } from './connection'
import type { Context } from './context'
import { encodeVariants } from './encode-variants'
import { refuseStranger } from './errors'
import { gid } from './ids'
import { toImage } from './image'
import { toMetafields } from './metafields'
import { toMoneyV2 } from './money'
import { noneOf } from './none'
import { once } from './once'
import { shownOptions, shownSelection } from './options'
import { adjacentVariants, findVariant, type SelectedOption, selectedOrFirst } from './select-variant'
import { toHtml, toLine, toSeconds, truncated } from './text'
import { toVariant, type VariantNode } from './variant'

type Selection = {
  selectedOptions?: SelectedOption[] | null
  ignoreUnknownOptions?: boolean | null
  caseInsensitiveMatch?: boolean | null
}

/** What a variant needs of its product. */
export type ProductNode = { __typename: 'Product'; id: string; featuredImage: () => object | null }

/** A product as the Storefront API shows it: properties for what is at hand, functions for what takes arguments. */
export function toProduct(product: ProductView, context: Context): ProductNode {
  const url = `${context.site}/products/${product.handle}`
  const nodes = new Map<VariantView, VariantNode>()
  // One query meets a variant several times: as selected, of an option's value, in the list.
  const node = (variant: VariantView): VariantNode => {
    const known = nodes.get(variant) ?? toVariant(variant, () => self, context)
    nodes.set(variant, known)
    return known
  }
  const maybe = (variant: VariantView | undefined) => (variant ? node(variant) : null)
  const images = once(() =>
    picturesOfProduct(product).map((picture) => ({
      id: picture.id,
      image: toImage('ProductImage', picture, context),
    })),
  )
  // Each of 250 variants may be asked for its product, and each time for these.
  const options = once(() => optionsOf(product, node))
  const self = {
    __typename: 'Product' as const,
    ...toMetafields(product.metafields, context),
    id: gid('Product', product.id),
    handle: product.handle,
    title: product.title,
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags,
    // Functions, since the work is only worth it where they are asked for.
    description: ({ truncateAt }: { truncateAt?: number | null }) =>
      truncated(toLine(product.description), truncateAt),
    descriptionHtml: () => toHtml(product.description, context),
    seo: { title: product.seoTitle, description: product.seoDescription },
    onlineStoreUrl: url,
    trackingParameters: null,
    availableForSale: product.availability !== 'sold_out',
    totalInventory: () => {
      refuseStranger(context, 'totalInventory')
      const counts = product.variants.flatMap(({ quantityAvailable }) => quantityAvailable ?? [])
      return counts.length > 0 ? counts.reduce((sum, count) => sum + count) : null
    },
    category: null,
    collections: async (args: PageArguments) =>
      listConnection(args, (await context.collectionsOf(product.id)) ?? [], (item) =>
        toCollection(item, context),
      ),
    sellingPlanGroups: noneOf,
    isGiftCard: product.isGiftCard,
    requiresSellingPlan: false,
    createdAt: toSeconds(product.createdAt),
    publishedAt: toSeconds(product.publishedAt),
    updatedAt: toSeconds(product.updatedAt),
    featuredImage: () => images()[0]?.image ?? null,
    images: (args: PageArguments) => listConnection(args, images(), ({ image }) => image),
    media: (args: PageArguments) => listConnection(args, images(), toMedia),
    priceRange: () =>
      range(
        product.variants.map(({ price }) => price),
        context,
      ),
    compareAtPriceRange: () =>
      range(
        product.variants.map(({ compareAtPrice }) => compareAtPrice ?? money(0, context.shop.currency)),
        context,
      ),
    options: ({ first }: { first?: number | null }) => options().slice(0, Math.max(0, first ?? 250)),
    encodedVariantExistence: once(() => encodeVariants(positions(product, product.variants))),
    encodedVariantAvailability: once(() =>
      encodeVariants(
        positions(
          product,
          product.variants.filter(({ availableForSale }) => availableForSale),
        ),
      ),
    ),
    variants: (args: PageArguments & { sortKey?: string | null }) =>
      listConnection(args, sortedVariants(product.variants, args.sortKey), node),
    variantsCount: { count: product.variants.length, precision: 'EXACT' },
    variantBySelectedOptions: (selection: Selection) => maybe(findVariant(product, selection)),
    selectedOrFirstAvailableVariant: (selection: Selection) => maybe(selectedOrFirst(product, selection)),
    adjacentVariants: (selection: Selection) => adjacentVariants(product, selection).map(node),
  }
  return self
}

export function toMedia({ id, image }: { id: string; image: ReturnType<typeof toImage> }) {
  return {
    __typename: 'MediaImage' as const,
    id: gid('MediaImage', id),
    alt: image.altText,
    mediaContentType: 'IMAGE',
    image,
    previewImage: image,
  }
}

export function optionsOf<N>(product: ProductView, node: (variant: VariantView) => N) {
  return shownOptions(product).map((option) => ({
    __typename: 'ProductOption' as const,
    id: gid('ProductOption', option.id),
    name: option.name,
    values: option.values,
    optionValues: option.values.map((value, place) => ({
      __typename: 'ProductOptionValue' as const,
      id: gid('ProductOptionValue', option.valueIds[place] ?? ''),
      name: value,
      swatch: null,
      firstSelectableVariant: once(() => {
        const having = (variant: VariantView) => hasValue(variant, option.name, value)
        const variant =
          product.variants.find((variant) => variant.availableForSale && having(variant)) ??
          product.variants.find(having)
        return variant ? node(variant) : null
      }),
    })),
  }))
}

const hasValue = (variant: VariantView, name: string, value: string) =>
  shownSelection(variant.selectedOptions).some((option) => option.name === name && option.value === value)

/** The place of each variant's values among those of its options. */
function positions(product: ProductView, variants: VariantView[]): number[][] {
  return variants.map((variant) =>
    shownOptions(product).map(({ name, values }) =>
      Math.max(
        0,
        values.indexOf(
          shownSelection(variant.selectedOptions).find((option) => option.name === name)?.value ?? '',
        ),
      ),
    ),
  )
}

function sortedVariants(variants: VariantView[], sortKey: string | null | undefined): VariantView[] {
  if (sortKey === 'ID') return variants.toSorted((a, b) => Number(BigInt(a.id) - BigInt(b.id)))
  if (sortKey === 'SKU') return variants.toSorted((a, b) => (a.sku < b.sku ? -1 : 1))
  if (sortKey === 'TITLE') return variants.toSorted((a, b) => (a.title < b.title ? -1 : 1))
  return variants
}

function range(prices: Money[], { shop }: Context) {
  const minors = prices.map(({ minor }) => minor)
  const at = (minor: number) => toMoneyV2(money(minor, shop.currency))
  return {
    minVariantPrice: at(minors.length > 0 ? Math.min(...minors) : 0),
    maxVariantPrice: at(minors.length > 0 ? Math.max(...minors) : 0),
  }
}
