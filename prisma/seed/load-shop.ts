import { hashToken } from '@/lib/api-access/token-text'
import { expire, tags } from '@/lib/cache'
import { dayInZone } from '@/lib/day-in-zone'
import { type PrismaTx, prismaTransaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { writeCards } from '@/lib/gift-cards/write-cards'
import { parseDecimal } from '@/lib/money'
import { withListingsLater } from '@/lib/search/keep-listings'
import { writeSynonyms } from '@/lib/search/write-synonyms'
import { catalogRows, metafieldRows } from './catalog-rows'
import { writeDiscounts } from './discount-file'
import { giveIds } from './give-ids'
import type { ShopFile } from './shop-file'
import { writeContent, writeMenus } from './write-content'

/**
 * Fills an empty shop with what a shop file says, all of it or nothing, in one transaction.
 * @throws DomainError CONFLICT when there is something in the shop already; nothing is changed then
 */
export async function loadShop(file: ShopFile, openedAt = new Date()): Promise<void> {
  await prismaTransaction(async (tx) => {
    if (!(await isEmpty(tx)))
      throw new DomainError(
        'CONFLICT',
        'This shop has content already, and a shop file only fills an empty one.',
      )
    await writeShop(tx, file)
    await writeCatalog(tx, file, openedAt)
    await writeContent(tx, file, openedAt)
    await writeMenus(tx, file)
    await writeSynonyms(tx, file.searchSynonyms)
    await writeShipping(tx, file)
    await writeDiscounts(tx, file, openedAt)
    await writeTokens(tx, file)
    await writeGiftCards(tx, file)
    await advanceSequences(tx)
    await expire(tx, tags.everything)
  })
}

/** Two loads at once: the second waits here, and then finds the first one's shop. */
async function isEmpty(tx: PrismaTx): Promise<boolean> {
  await tx.$executeRaw`LOCK TABLE shop IN EXCLUSIVE MODE`
  const [row] = await tx.$queryRaw<{ empty: boolean }[]>`
    SELECT NOT (EXISTS (SELECT FROM shop) OR EXISTS (SELECT FROM product) OR EXISTS (SELECT FROM stock_item)
      OR EXISTS (SELECT FROM collection) OR EXISTS (SELECT FROM blog) OR EXISTS (SELECT FROM author)
      OR EXISTS (SELECT FROM page) OR EXISTS (SELECT FROM policy) OR EXISTS (SELECT FROM menu)
      OR EXISTS (SELECT FROM redirect) OR EXISTS (SELECT FROM shipping_zone)) AS empty`
  return row?.empty === true
}

async function writeShop(tx: PrismaTx, { shop }: ShopFile) {
  await tx.shop.create({
    data: {
      name: shop.name,
      currency: shop.currency,
      country: shop.country,
      timeZone: shop.timeZone,
      email: shop.email,
      dispatchCity: shop.dispatch.city,
      dispatchCutoff: shop.dispatch.cutoffHour,
      taxBasisPoints: Math.round(shop.tax.percent * 100),
      taxName: shop.tax.name,
      taxNumber: shop.tax.number ?? null,
      lowStock: shop.lowStock,
      demo: shop.demo,
      description: shop.description,
      footer: shop.footer,
      tokenRequired: shop.apiTokenRequired,
    },
  })
  await tx.metafield.createMany({ data: metafieldRows('shop', 1n, shop.metafields) })
}

async function writeCatalog(tx: PrismaTx, file: ShopFile, openedAt: Date) {
  const rows = catalogRows(file, openedAt)
  await withListingsLater(tx, () => writeProducts(tx, rows))
  await tx.collection.createMany({ data: rows.collections })
  await tx.collectionProduct.createMany({ data: rows.collectionProducts })
}

async function writeProducts(tx: PrismaTx, rows: ReturnType<typeof catalogRows>) {
  await tx.product.createMany({ data: rows.products })
  await tx.productOption.createMany({ data: rows.options })
  await tx.optionValue.createMany({ data: rows.optionValues })
  await tx.variant.createMany({ data: rows.variants })
  await tx.variantOptionValue.createMany({ data: rows.variantOptionValues })
  await tx.price.createMany({ data: rows.prices })
  await tx.media.createMany({ data: rows.media })
  await tx.metafield.createMany({ data: rows.metafields })
  await tx.stockItem.createMany({ data: rows.stockItems })
  await tx.stockMove.createMany({ data: rows.stockMoves })
  await tx.variantComponent.createMany({ data: rows.components })
}

async function writeShipping(tx: PrismaTx, { shop, shipping }: ShopFile) {
  const zoneIds = giveIds(shipping)
  const rates = shipping.flatMap((zone, index) =>
    zone.rates.map((rate, position) => ({ zoneId: zoneIds(index), rate, position })),
  )
  const rateIds = giveIds(rates.map(({ rate }) => rate))
  const minor = (amount: string | undefined) =>
    amount === undefined ? null : (parseDecimal(amount, shop.currency)?.minor ?? null)
  await tx.shippingZone.createMany({
    data: shipping.map(({ name, countries }, position) => ({
      id: zoneIds(position),
      name,
      countries,
      position,
    })),
  })
  await tx.shippingRate.createMany({
    data: rates.map(({ zoneId, rate, position }, index) => ({
      id: rateIds(index),
      zoneId,
      title: rate.title,
      price: minor(rate.price) ?? 0,
      minGrams: rate.grams.min ?? null,
      maxGrams: rate.grams.max ?? null,
      minSubtotal: minor(rate.subtotal.min),
      maxSubtotal: minor(rate.subtotal.max),
      freeFrom: minor(rate.freeFrom),
      minDays: rate.days[0],
      maxDays: rate.days[1],
      position,
      active: rate.active,
      demo: rate.demo,
    })),
  })
}

async function writeTokens(tx: PrismaTx, { apiTokens }: ShopFile) {
  await tx.apiToken.createMany({
    data: apiTokens.map(({ name, kind, token }) => ({
      name,
      kind,
      hash: hashToken(token),
      lastCharacters: token.slice(-4),
      createdBy: 'Shop file',
    })),
  })
}

async function writeGiftCards(tx: PrismaTx, { shop, giftCards }: ShopFile) {
  if (giftCards.length === 0) return
  const cards = giftCards.map(({ code, amount, expiresAt, note }) => ({
    code,
    note,
    amount: parseDecimal(amount, shop.currency)?.minor ?? 0,
    currency: shop.currency,
    expiresAt: expiresAt === undefined ? null : dayInZone(expiresAt, shop.timeZone),
    issuer: 'Shop file',
  }))
  await writeCards(tx, cards)
}

/** Ids that were given by hand do not move an identity's counter, and the next row would collide with them. */
async function advanceSequences(tx: PrismaTx) {
  await tx.$executeRaw`
    SELECT setval(pg_get_serial_sequence(name, 'id'), highest)
    FROM (VALUES ('product', (SELECT max(id) FROM product)), ('product_option', (SELECT max(id) FROM product_option)),
      ('option_value', (SELECT max(id) FROM option_value)), ('variant', (SELECT max(id) FROM variant)),
      ('stock_item', (SELECT max(id) FROM stock_item)), ('collection', (SELECT max(id) FROM collection)),
      ('author', (SELECT max(id) FROM author)), ('blog', (SELECT max(id) FROM blog)),
      ('article', (SELECT max(id) FROM article)), ('page', (SELECT max(id) FROM page)),
      ('policy', (SELECT max(id) FROM policy)), ('menu', (SELECT max(id) FROM menu)),
      ('menu_item', (SELECT max(id) FROM menu_item)), ('redirect', (SELECT max(id) FROM redirect)),
      ('shipping_zone', (SELECT max(id) FROM shipping_zone)), ('discount', (SELECT max(id) FROM discount)),
      ('shipping_rate', (SELECT max(id) FROM shipping_rate)))
      AS given (name, highest)
    WHERE highest IS NOT NULL`
}
