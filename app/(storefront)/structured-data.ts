import type { ProductView } from '@/lib/catalog/product-view'
import type { ArticleView, Reference } from '@/lib/content/article-view'
import type { ShopView } from '@/lib/content/shop'
import { toDecimal } from '@/lib/money'
import type { Rate } from '@/lib/shipping/quote'

// JSON-LD as https://schema.org and Google's documentation of it ask for. Only what the shop knows is said: no
// ratings, no brand of others, and a return policy only once the shop holds one as data.

type Data = Record<string, unknown>
type Site = { url: string; shop: ShopView }

export function organization({ url, shop }: Site): Data {
  return {
    '@context': 'https://schema.org',
    '@type': 'Organization',
    '@id': `${url}/#organization`,
    name: shop.name,
    url,
    ...(shop.description && { description: shop.description }),
    ...(shop.email && { email: shop.email }),
    address: { '@type': 'PostalAddress', addressLocality: shop.dispatchCity, addressCountry: shop.country },
  }
}

export function breadcrumbs(site: Site, trail: { title: string; href?: string }[]): Data {
  return {
    '@context': 'https://schema.org',
    '@type': 'BreadcrumbList',
    itemListElement: trail.map(({ title, href }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name: title,
      ...(href && { item: site.url + href }),
    })),
  }
}

/** Where a unit is sent at home, for how much and how fast; days are working days. */
export type HomeDelivery = { country: string; rate: Rate }

export function productData(
  site: Site,
  product: ProductView,
  parts: { description: string; images: string[]; delivery: HomeDelivery | null },
): Data {
  const url = `${site.url}/products/${product.handle}`
  return {
    '@context': 'https://schema.org',
    '@type': 'Product',
    '@id': `${url}#product`,
    name: product.title,
    description: parts.description,
    url,
    image: parts.images.map((image) => site.url + image),
    ...(product.vendor && { brand: { '@type': 'Brand', name: product.vendor } }),
    ...(product.variants.length === 1 && { sku: product.variants[0]?.sku }),
    offers: product.variants.map((variant) => ({
      '@type': 'Offer',
      url,
      ...(product.variants.length > 1 && { name: variant.title }),
      sku: variant.sku,
      price: toDecimal(variant.price),
      priceCurrency: variant.price.currency,
      availability: `https://schema.org/${schemaAvailability[variant.availability]}`,
      itemCondition: 'https://schema.org/NewCondition',
      seller: { '@id': `${site.url}/#organization` },
      ...(parts.delivery && variant.requiresShipping && { shippingDetails: shippingDetails(parts.delivery) }),
    })),
  }
}

const schemaAvailability = {
  in_stock: 'InStock',
  low_stock: 'LimitedAvailability',
  sold_out: 'OutOfStock',
} as const

function shippingDetails({ country, rate }: HomeDelivery): Data {
  const days = (minValue: number, maxValue: number) => ({
    '@type': 'QuantitativeValue',
    minValue,
    maxValue,
    unitCode: 'DAY',
  })
  return {
    '@type': 'OfferShippingDetails',
    shippingRate: {
      '@type': 'MonetaryAmount',
      value: toDecimal(rate.price),
      currency: rate.price.currency,
    },
    shippingDestination: { '@type': 'DefinedRegion', addressCountry: country },
    deliveryTime: {
      '@type': 'ShippingDeliveryTime',
      handlingTime: days(0, 1),
      transitTime: days(rate.minDays, rate.maxDays),
    },
  }
}

/** People whose names are demo values are left out: a search engine can't see that they are dotted. */
export function articleData(
  site: Site,
  article: ArticleView,
  parts: { image: string; products: ProductView[] },
): Data {
  const url = site.url + article.url
  const person = (who: ArticleView['author']) =>
    who && !who.demo
      ? { '@type': 'Person', name: who.name, ...(who.credential && { jobTitle: who.credential }) }
      : undefined
  const author = person(article.author)
  const reviewer = person(article.reviewer)
  return {
    '@context': 'https://schema.org',
    '@type': 'Article',
    '@id': `${url}#article`,
    headline: article.title,
    description: article.seoDescription ?? article.standfirst,
    url,
    mainEntityOfPage: {
      '@type': 'WebPage',
      '@id': url,
      ...(reviewer && { reviewedBy: reviewer }),
      ...(reviewer && article.reviewedAt && { lastReviewed: article.reviewedAt }),
    },
    image: site.url + parts.image,
    inLanguage: 'en-NZ',
    datePublished: article.publishedAt,
    dateModified: article.updatedAt,
    author: author ?? { '@id': `${site.url}/#organization` },
    publisher: { '@id': `${site.url}/#organization` },
    ...(article.topic && { articleSection: article.topic }),
    ...(article.references.length > 0 && { citation: article.references.map(citation) }),
    ...(parts.products.length > 0 && {
      mentions: parts.products.map((product) => ({
        '@type': 'Thing',
        '@id': `${site.url}/products/${product.handle}#product`,
        name: product.title,
        url: `${site.url}/products/${product.handle}`,
      })),
    }),
    ...(article.topic && { about: { '@type': 'Thing', name: article.topic } }),
  }
}

function citation(reference: Reference): Data {
  return {
    '@type': 'CreativeWork',
    name: reference.title,
    ...(reference.source && { description: reference.source }),
    ...(reference.url && { url: reference.url }),
  }
}
