import { dayInZone } from '@/lib/day-in-zone'
import { parseDecimal } from '@/lib/money'
import type { MetafieldOwner } from '@/prisma/generated/enums'
import { giveIds } from './give-ids'
import type { ShopFile } from './shop-file'

type Product = ShopFile['products'][number]
type Variant = Product['variants'][number]

/**
 * The rows of products, stock and collections, with every id known beforehand, so that each table is one statement.
 * A variant without `contains` has a stock item of its own, under its own sku; one of a gift card has none.
 */
export function catalogRows({ shop, products, collections }: ShopFile, openedAt: Date) {
  const ids = giveIds(products)
  const numbered = products.map((product, index) => ({ id: ids(index), product }))
  const variantIds = giveIds(products.flatMap((product) => product.variants))
  const variants = numbered
    .flatMap(({ id, product }) =>
      product.variants.map((variant, position) => ({ productId: id, product, variant, position })),
    )
    .map((entry, index) => ({ ...entry, id: variantIds(index) }))
  const options = numbered
    .flatMap(({ id, product }) =>
      product.options.map((option, position) => ({ productId: id, option, position })),
    )
    .map((entry, index) => ({ ...entry, id: BigInt(index + 1) }))
  const values = options
    .flatMap(({ id, productId, option }) =>
      option.values.map((value, position) => ({
        optionId: id,
        productId,
        name: option.name,
        value,
        position,
      })),
    )
    .map((entry, index) => ({ ...entry, id: BigInt(index + 1) }))
  const valueIds = new Map(
    values.map(({ id, productId, name, value }) => [`${productId}/${name}/${value}`, id]),
  )
  const items = variants
    .flatMap(({ variant: { sku, stock } }) => (stock === undefined ? [] : [{ sku, onHand: stock }]))
    .map((entry, index) => ({ ...entry, id: BigInt(index + 1) }))
  const itemIds = new Map(items.map(({ sku, id }) => [sku, id]))
  const collectionIds = giveIds(collections)
  const productIds = new Map(numbered.map(({ id, product }) => [product.handle, id]))
  const minor = (amount: string) => parseDecimal(amount, shop.currency)?.minor ?? 0

  return {
    products: numbered.map(({ id, product }) => ({
      id,
      handle: product.handle,
      title: product.title,
      subtitle: product.subtitle,
      description: product.description,
      vendor: product.vendor,
      productType: product.type,
      tags: product.tags,
      status: product.status,
      publishedAt: published(product, shop.timeZone, openedAt),
      isSupplement: product.isSupplement,
      isGiftCard: product.isGiftCard,
      labelConfirmed: product.labelConfirmed,
      demo: product.demo,
      seoTitle: product.seo.title ?? null,
      seoDescription: product.seo.description ?? null,
    })),
    options: options.map(({ id, productId, option, position }) => ({
      id,
      productId,
      name: option.name,
      position,
    })),
    optionValues: values.map(({ id, optionId, value, position }) => ({ id, optionId, value, position })),
    variants: variants.map(({ id, productId, product, variant, position }) => ({
      id,
      productId,
      title: variantTitle(product, variant),
      sku: variant.sku,
      barcode: variant.barcode ?? null,
      position,
      weightGrams: variant.weightGrams,
      requiresShipping: variant.requiresShipping && !product.isGiftCard,
      unitQuantity: variant.unit?.quantity ?? null,
      unit: variant.unit?.of ?? null,
      published: variant.published,
    })),
    variantOptionValues: variants.flatMap(({ id, productId, variant }) =>
      Object.entries(variant.options).map(([name, value]) => ({
        variantId: id,
        optionValueId: known(valueIds, `${productId}/${name}/${value}`),
      })),
    ),
    prices: variants.map(({ id, variant }) => ({
      variantId: id,
      currency: shop.currency,
      amount: minor(variant.price),
      compareAt: variant.compareAt === undefined ? null : minor(variant.compareAt),
    })),
    media: numbered.flatMap(({ id, product }) => mediaRows({ productId: id }, product.media)),
    metafields: [
      ...numbered.flatMap(({ id, product }) => metafieldRows('product', id, product.metafields)),
      ...variants.flatMap(({ id, variant }) => metafieldRows('variant', id, variant.metafields)),
      ...collections.flatMap(({ metafields }, index) =>
        metafieldRows('collection', collectionIds(index), metafields),
      ),
    ],
    stockItems: items,
    // Stock enters by a move, so that on hand is the sum of the moves from the first day.
    stockMoves: items
      .filter(({ onHand }) => onHand > 0)
      .map(({ id, onHand }) => ({
        stockItemId: id,
        kind: 'initial' as const,
        delta: onHand,
        reference: 'shop file',
        reason: 'On the shelf when the shop opened',
        actor: 'Shop file',
      })),
    components: variants
      .filter(({ product }) => !product.isGiftCard)
      .flatMap(({ id, variant }) =>
        (variant.contains ?? [{ sku: variant.sku, quantity: 1 }]).map(({ sku, quantity }) => ({
          variantId: id,
          stockItemId: known(itemIds, sku),
          quantity,
        })),
      ),
    collections: collections.map(({ seo, products: _, metafields: __, ...collection }, index) => ({
      ...collection,
      id: collectionIds(index),
      seoTitle: seo.title ?? null,
      seoDescription: seo.description ?? null,
    })),
    collectionProducts: collections.flatMap((collection, index) =>
      collection.products.map((handle, position) => ({
        collectionId: collectionIds(index),
        productId: known(productIds, handle),
        position,
      })),
    ),
  }
}

/** What is active without a date opens with the shop. */
export function published(
  entry: { status: string; publishedAt?: string | undefined },
  timeZone: string,
  openedAt: Date,
): Date | null {
  if (entry.publishedAt !== undefined) return dayInZone(entry.publishedAt, timeZone)
  return entry.status === 'active' ? openedAt : null
}

export function mediaRows(owner: { productId: bigint } | { articleId: bigint }, media: Product['media']) {
  return media.map((medium, position) =>
    'drawing' in medium
      ? { ...owner, kind: 'drawing' as const, source: medium.drawing, alt: medium.alt, position }
      : {
          ...owner,
          kind: 'image' as const,
          source: medium.image,
          alt: medium.alt,
          width: medium.width,
          height: medium.height,
          focalX: medium.focal[0],
          focalY: medium.focal[1],
          licence: medium.licence ?? null,
          position,
        },
  )
}

export function metafieldRows(owner: MetafieldOwner, ownerId: bigint, fields: Product['metafields']) {
  return fields.map((field, position) => ({ owner, ownerId, ...field, position }))
}

/** "150 g", "Red / M"; the Storefront API's name where there is nothing to choose. */
function variantTitle(product: Product, variant: Variant): string {
  const chosen = product.options.map(({ name }) => variant.options[name])
  return chosen.length > 0 ? chosen.join(' / ') : 'Default Title'
}

function known<Key>(map: Map<Key, bigint>, key: Key): bigint {
  const id = map.get(key)
  if (id === undefined) throw new Error(`the shop file was not checked: ${String(key)} is missing`)
  return id
}
