import type { AdminProduct } from '@/lib/catalog/admin-product'
import { toDecimal } from '@/lib/money'

/** Names of the panel's fields in words. */
export function productLabels(product: AdminProduct): Record<string, string> {
  const prices = product.variants.flatMap(({ id, title }) => [
    [`prices.${id}.price`, title ? `Price of ${title}` : 'Price'],
    [`prices.${id}.compareAtPrice`, title ? `Price before, of ${title}` : 'Price before'],
  ])
  return {
    title: 'Name in the shop',
    subtitle: 'Line below the name',
    description: 'Description',
    seoTitle: 'Title for search engines',
    seoDescription: 'Description for search engines',
    isGiftCard: 'Gift card',
    labelConfirmed: 'Label compared',
    unusualPrices: 'Unusual price',
    ...Object.fromEntries(prices),
  }
}

/** A product by the names of the panel's fields: what they would hold if the panel were opened now. */
export function productFieldValues(product: AdminProduct): Record<string, string> {
  const prices = product.variants.flatMap(({ id, price, compareAtPrice }) => [
    [`prices.${id}.price`, price ? toDecimal(price) : ''],
    [`prices.${id}.compareAtPrice`, compareAtPrice ? toDecimal(compareAtPrice) : ''],
  ])
  return {
    title: product.title,
    subtitle: product.subtitle,
    description: product.description,
    seoTitle: product.seoTitle ?? '',
    seoDescription: product.seoDescription ?? '',
    ...Object.fromEntries(prices),
  }
}
