import { parseDecimal } from '@/lib/money'
import type { Place, ShopFile } from './shop-file'
import { type Report, unique } from './unique'

/** Each product with its variants, options and metafields. */
export function checkProducts(file: ShopFile, report: Report) {
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
export function checkMetafields(file: ShopFile, report: Report) {
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
