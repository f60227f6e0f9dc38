import { checkMarkdown } from '@/lib/content/markdown-check'
import { normaliseCode } from '@/lib/gift-cards/code'
import { mostOnACard } from '@/lib/gift-cards/most-on-a-card'
import { parseDecimal } from '@/lib/money'
import { checkLinks } from './check-links'
import { checkMetafields, checkProducts } from './check-products'
import { checkDiscounts } from './discount-file'
import type { Place, ShopFile } from './shop-file'
import { texts } from './texts'
import { type Report, unique } from './unique'

export type Misfit = { place: Place; message: string }

/** Compares the parts of a shop file with each other; a file without misfits can be loaded. */
export function checkShopFile(file: ShopFile): Misfit[] {
  const misfits: Misfit[] = []
  const report: Report = (place, message) => misfits.push({ place, message })
  checkDoubles(file, report)
  checkProducts(file, report)
  checkMetafields(file, report)
  checkNames(file, report)
  checkTexts(file, report)
  checkShipping(file, report)
  checkDiscounts(file, report)
  checkLinks(file, report)
  return misfits
}

function checkDoubles(file: ShopFile, report: Report) {
  const lists = [
    'products',
    'collections',
    'authors',
    'blogs',
    'articles',
    'pages',
    'policies',
    'menus',
  ] as const
  for (const name of [...lists, 'redirects', 'shipping', 'discounts'] as const)
    unique(
      file[name].map(({ id }, index) => ({ place: [name, index, 'id'], value: id })),
      'the id',
      report,
    )
  for (const name of lists) {
    const entries = file[name].map((entry, index) => ({
      place: [name, index, 'handle'],
      value: 'blog' in entry ? `${entry.blog}/${entry.handle}` : entry.handle,
    }))
    unique(entries, 'the handle', report)
  }
  unique(
    file.redirects.map(({ path }, index) => ({ place: ['redirects', index, 'path'], value: path })),
    'the path',
    report,
  )
  unique(
    file.apiTokens.map(({ token }, index) => ({ place: ['apiTokens', index, 'token'], value: token })),
    'the token',
    report,
  )
  checkGiftCards(file, report)
  const variants = file.products.flatMap((product, at) =>
    product.variants.map((variant, index) => ({
      place: ['products', at, 'variants', index] as Place,
      variant,
    })),
  )
  unique(
    variants.map(({ place, variant }) => ({ place: [...place, 'id'], value: variant.id })),
    'the id',
    report,
  )
  unique(
    variants.map(({ place, variant }) => ({ place: [...place, 'sku'], value: variant.sku })),
    'the sku',
    report,
  )
  const rates = file.shipping.flatMap((zone, at) =>
    zone.rates.map(({ id }, index) => ({
      place: ['shipping', at, 'rates', index, 'id'] as Place,
      value: id,
    })),
  )
  unique(rates, 'the id', report)
}

function checkGiftCards({ giftCards, shop }: ShopFile, report: Report) {
  unique(
    giftCards.map(({ code }, index) => ({ place: ['giftCards', index, 'code'], value: normaliseCode(code) })),
    'the code',
    report,
  )
  giftCards.forEach(({ amount }, index) => {
    const minor = parseDecimal(amount, shop.currency)?.minor ?? 0
    if (minor < 1 || minor > mostOnACard)
      report(['giftCards', index, 'amount'], `is no amount that a gift card in ${shop.currency} can hold`)
  })
}

function checkNames(file: ShopFile, report: Report) {
  const handles = (list: { handle: string }[]) => new Set(list.map(({ handle }) => handle))
  const products = handles(file.products)
  const authors = handles(file.authors)
  const blogs = handles(file.blogs)
  file.collections.forEach((collection, at) => {
    const entries = collection.products.map((value, index) => ({
      place: ['collections', at, 'products', index],
      value,
    }))
    unique(entries, 'the product', report)
    for (const { place, value } of entries)
      if (!products.has(value)) report(place, `names no product: ${value}`)
  })
  file.articles.forEach((article, at) => {
    const place: Place = ['articles', at]
    if (!blogs.has(article.blog)) report([...place, 'blog'], `names no blog: ${article.blog}`)
    for (const role of ['author', 'reviewer'] as const) {
      const name = article[role]
      if (name !== undefined && !authors.has(name)) report([...place, role], `names no author: ${name}`)
    }
  })
}

function checkTexts(file: ShopFile, report: Report) {
  const productHandles = file.products.map(({ handle }) => handle)
  for (const { place, markdown, referenceCount } of texts(file))
    for (const { line, message } of checkMarkdown(markdown, { referenceCount, productHandles }))
      report(place, `(its line ${line}): ${message}`)
}

function checkShipping(file: ShopFile, report: Report) {
  const countries = file.shipping.flatMap((zone, at) =>
    zone.countries.map((value, index) => ({ place: ['shipping', at, 'countries', index] as Place, value })),
  )
  unique(countries, 'the country', report)
  const minor = (amount: string | undefined) =>
    amount === undefined ? undefined : parseDecimal(amount, file.shop.currency)?.minor
  file.shipping.forEach((zone, at) => {
    zone.rates.forEach(({ price, freeFrom, grams, subtotal }, index) => {
      const place: Place = ['shipping', at, 'rates', index]
      for (const [key, amount] of Object.entries({ price, freeFrom }))
        if (amount !== undefined && minor(amount) === undefined)
          report([...place, key], `has more decimals than ${file.shop.currency}`)
      const spans = { grams, subtotal: { min: minor(subtotal.min), max: minor(subtotal.max) } }
      for (const [key, { min, max }] of Object.entries(spans))
        if (min !== undefined && max !== undefined && min > max)
          report([...place, key], 'must begin with the smaller number')
    })
  })
}
