import { expect, test } from 'vitest'
import { serialise } from '@/components/json-ld'
import type { ProductView } from '@/lib/catalog/product-view'
import type { ArticleView } from '@/lib/content/article-view'
import type { ShopView } from '@/lib/content/shop'
import { articleData, breadcrumbs, organization, productData } from './structured-data'

const shop: ShopView = {
  name: 'Bestow </script><script>alert(1)</script>',
  currency: 'NZD',
  country: 'NZ',
  timeZone: 'Pacific/Auckland',
  email: 'shop@example.nz',
  dispatchCity: 'Tauranga',
  dispatchCutoff: 12,
  taxBasisPoints: 1500,
  taxName: 'GST',
  taxNumber: null,
  lowStock: 5,
  demo: true,
  description: '<!-- ',
  footer: '',
}
const site = { url: 'https://shop.example.nz', shop }

const product: ProductView = {
  id: '1',
  handle: 'gut-love',
  title: 'Gut Love +',
  subtitle: '',
  description: '',
  vendor: 'Bestow',
  productType: '',
  tags: [],
  isSupplement: true,
  isGiftCard: false,
  labelConfirmed: false,
  demo: true,
  options: [{ id: '1', name: 'Size', values: ['150 g', '300 g'], valueIds: ['1', '2'] }],
  variants: [variant('150 g', 4900, 'low_stock'), variant('300 g', 8900, 'sold_out')],
  media: [],
  metafields: [],
  availability: 'low_stock',
  publishedAt: '2026-11-01T00:00:00.000Z',
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-01T00:00:00.000Z',
  seoTitle: null,
  seoDescription: null,
}

function variant(title: string, minor: number, availability: 'low_stock' | 'sold_out') {
  return {
    id: title,
    title,
    sku: title,
    price: { minor, currency: 'NZD' as const },
    compareAtPrice: null,
    unitPrice: null,
    unitQuantity: null,
    availability,
    availableForSale: availability !== 'sold_out',
    quantityAvailable: 1,
    selectedOptions: [],
    weightGrams: 150,
    requiresShipping: true,
  }
}

test('nothing that people write can end the script element', () => {
  const data = [organization(site), breadcrumbs(site, [{ title: '</script>' }])]
  expect(serialise(data)).not.toMatch(/<\/script|<!--/i)
  expect(JSON.parse(serialise(data))).toEqual(data)
})

test('each size is an offer with the price that is charged and the truth about stock', () => {
  const rate = {
    id: '1',
    title: 'Courier',
    price: { minor: 650, currency: 'NZD' as const },
    minDays: 2,
    maxDays: 3,
    demo: true,
  }
  const data = productData(site, product, {
    description: 'A powder',
    images: ['/images/products/gut-love.png?v=0123456789'],
    delivery: { country: 'NZ', rate },
  })
  expect(data.image).toEqual([`${site.url}/images/products/gut-love.png?v=0123456789`])
  expect(data.offers).toMatchObject([
    { price: '49.00', priceCurrency: 'NZD', availability: 'https://schema.org/LimitedAvailability' },
    { price: '89.00', priceCurrency: 'NZD', availability: 'https://schema.org/OutOfStock' },
  ])
  expect(data.offers).toMatchObject([
    {
      shippingDetails: {
        shippingRate: { value: '6.50', currency: 'NZD' },
        deliveryTime: { transitTime: { minValue: 2, maxValue: 3 } },
      },
    },
    {},
  ])
})

test('no rating, no review and no return policy is made up', () => {
  const data = productData(site, product, { description: '', images: [], delivery: null })
  expect(JSON.stringify(data)).not.toMatch(/rating|review|returnpolicy|gtin/i)
})

test('an article says whom it cites, and names no person whose name is a demo value', () => {
  const person = { handle: 'a', name: 'Author’s name', credential: '', bio: '', demo: true }
  const article: ArticleView = {
    id: '1',
    url: '/blogs/journal/gut',
    blog: { id: '1', handle: 'journal', title: 'Journal' },
    handle: 'gut',
    title: 'Gut',
    standfirst: 'Short.',
    body: '',
    topic: 'Gut and skin',
    tags: [],
    keyPoints: [],
    references: [
      { kind: 'Review', title: 'A study', source: 'A journal, 2020.', url: 'https://example.org/' },
    ],
    author: person,
    reviewer: person,
    reviewedAt: '2026-11-20T00:00:00.000Z',
    publishedAt: '2026-11-09T00:00:00.000Z',
    updatedAt: '2026-11-10T00:00:00.000Z',
    readingMinutes: 5,
    productIds: ['1'],
    seoTitle: null,
    seoDescription: null,
  }
  const data = articleData(site, article, { image: '/og.png', products: [product] })
  expect(JSON.stringify(data)).not.toContain('Author’s name')
  expect(data).toMatchObject({
    '@type': 'Article',
    datePublished: '2026-11-09T00:00:00.000Z',
    author: { '@id': 'https://shop.example.nz/#organization' },
    about: { name: 'Gut and skin' },
    citation: [{ name: 'A study', url: 'https://example.org/' }],
  })
})
