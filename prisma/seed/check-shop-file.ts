import { checkMarkdown } from '@/lib/content/markdown-check'
import { normaliseCode } from '@/lib/gift-cards/code'
import { mostOnACard } from '@/lib/gift-cards/most-on-a-card'
import { parseDecimal } from '@/lib/money'
import { checkLinks } from './check-links'
import { checkDiscounts } from './discount-file'
import type { Place, ShopFile } from './shop-file'
import { texts } from './texts'

export type Misfit = { place: Place; message: string }
type Report = (place: Place, message: string) => void

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

/** Reports each value that stood before, at its second place. */
function unique(
  entries: { place: Place; value: string | number | undefined }[],
  what: string,
  report: Report,
) {
  const seen = new Set<string | number>()
  for (const { place, value } of entries) {
    if (value === undefined) continue
    if (seen.has(value)) report(place, `is ${what} ${JSON.stringify(value)} for the second time`)
    seen.add(value)
  }
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

function checkProducts(file: ShopFile, report: Report) {
  const all = file.products.flatMap((product) => product.variants)
  const withStock = new Set(all.filter((variant) => !variant.contains).map(({ sku }) => sku))
  file.products.forEach((product, at) => {
    const place: Place = ['products', at]
    unique(
      product.options.map(({ name }, index) => ({
        place: [...place, 'options', index, 'name'],
        value: name,
      })),
      'the option',
      report,
    )
    product.options.forEach(({ values }, index) => {
      const entries = values.map((value, nth) => ({
        place: [...place, 'options', index, 'values', nth],
        value,
      }))
      unique(entries, 'the value', report)
    })
    uniqueMetafields(product.metafields, place, report)
    product.variants.forEach((variant, index) => {
      const here: Place = [...place, 'variants', index]
      checkVariant(variant, product, here, file.shop.currency, report)
      uniqueMetafields(variant.metafields, here, report)
      variant.contains?.forEach(({ sku }, nth) => {
        if (!withStock.has(sku))
          report([...here, 'contains', nth, 'sku'], `names no variant with stock of its own: ${sku}`)
      })
    })
    if (product.options.length === 0 && product.variants.length > 1)
      report([...place, 'variants'], 'has several, so the product needs options to choose by')
    const choices = product.variants.map((variant, index) => ({
      place: [...place, 'variants', index, 'options'],
      value: product.options.map(({ name }) => variant.options[name]).join(' / ') || undefined,
    }))
    unique(choices, 'the choice', report)
  })
}

type Product = ShopFile['products'][number]

function checkVariant(
  variant: Product['variants'][number],
  product: Product,
  place: Place,
  currency: ShopFile['shop']['currency'],
  report: Report,
) {
  for (const { name, values } of product.options) {
    const value = variant.options[name]
    if (value === undefined) report([...place, 'options'], `says no ${name}`)
    else if (!values.includes(value))
      report([...place, 'options', name], `is "${value}", and the product has ${values.join(', ')}`)
  }
  for (const name of Object.keys(variant.options))
    if (!product.options.some((option) => option.name === name))
      report([...place, 'options', name], 'is not an option of the product')
  const shelved = [variant.stock, variant.contains].filter((part) => part !== undefined).length
  if (product.isGiftCard && shelved > 0) report(place, 'is a gift card, which has neither stock nor contains')
  if (!product.isGiftCard && shelved !== 1) report(place, 'needs either stock or contains')
  const price = parseDecimal(variant.price, currency)
  const before = variant.compareAt === undefined ? undefined : parseDecimal(variant.compareAt, currency)
  if (!price) report([...place, 'price'], `has more decimals than ${currency}`)
  if (variant.compareAt !== undefined && !before)
    report([...place, 'compareAt'], `has more decimals than ${currency}`)
  if (price && before && before.minor <= price.minor)
    report([...place, 'compareAt'], 'must be above the price')
}

/** Those of products and variants are checked with them. */
function checkMetafields(file: ShopFile, report: Report) {
  uniqueMetafields(file.shop.metafields, ['shop'], report)
  for (const name of ['collections', 'articles', 'pages'] as const)
    file[name].forEach(({ metafields }, index) => {
      uniqueMetafields(metafields, [name, index], report)
    })
}

function uniqueMetafields(fields: Product['metafields'], place: Place, report: Report) {
  const entries = fields.map(({ namespace, key }, index) => ({
    place: [...place, 'metafields', index, 'key'],
    value: `${namespace}.${key}`,
  }))
  unique(entries, 'the metafield', report)
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
