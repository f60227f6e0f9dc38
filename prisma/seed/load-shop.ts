import { hashToken } from '@/lib/api-access/token-text'
import { expire, tags } from '@/lib/cache'
import { saveArticle } from '@/lib/content/save-article'
import { dayInZone } from '@/lib/day-in-zone'
import { type Tx, transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { writeCards } from '@/lib/gift-cards/write-cards'
import { parseDecimal } from '@/lib/money'
import { withListingsLater } from '@/lib/search/keep-listings'
import { writeSynonyms } from '@/lib/search/write-synonyms'
import { catalogRows, mediaRows, metafieldRows, published } from './catalog-rows'
import { writeDiscounts } from './discount-file'
import { giveIds } from './give-ids'
import type { MenuEntry, ShopFile } from './shop-file'

/**
 * Fills an empty shop with what a shop file says, all of it or nothing, in one transaction.
 * @throws DomainError CONFLICT when there is something in the shop already; nothing is changed then
 */
export async function loadShop(file: ShopFile, openedAt = new Date()): Promise<void> {
  await transaction(async (tx) => {
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
async function isEmpty(tx: Tx): Promise<boolean> {
  await tx.$executeRaw`LOCK TABLE shop IN EXCLUSIVE MODE`
  const [row] = await tx.$queryRaw<{ empty: boolean }[]>`
    SELECT NOT (EXISTS (SELECT FROM shop) OR EXISTS (SELECT FROM product) OR EXISTS (SELECT FROM stock_item)
      OR EXISTS (SELECT FROM collection) OR EXISTS (SELECT FROM blog) OR EXISTS (SELECT FROM author)
      OR EXISTS (SELECT FROM page) OR EXISTS (SELECT FROM policy) OR EXISTS (SELECT FROM menu)
      OR EXISTS (SELECT FROM redirect) OR EXISTS (SELECT FROM shipping_zone)) AS empty`
  return row?.empty === true
}

async function writeShop(tx: Tx, { shop }: ShopFile) {
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

async function writeCatalog(tx: Tx, file: ShopFile, openedAt: Date) {
  const rows = catalogRows(file, openedAt)
  await withListingsLater(tx, () => writeProducts(tx, rows))
  await tx.collection.createMany({ data: rows.collections })
  await tx.collectionProduct.createMany({ data: rows.collectionProducts })
}

async function writeProducts(tx: Tx, rows: ReturnType<typeof catalogRows>) {
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

async function writeContent(tx: Tx, file: ShopFile, openedAt: Date) {
  const { shop, authors, blogs, articles, pages, policies } = file
  const authorIds = giveIds(authors)
  const blogIds = giveIds(blogs)
  const articleIds = giveIds(articles)
  const pageIds = giveIds(pages)
  const policyIds = giveIds(policies)
  const authorId = (handle: string | undefined) =>
    handle === undefined ? undefined : authorIds(authors.findIndex((author) => author.handle === handle))
  await tx.author.createMany({ data: authors.map((author, index) => ({ ...author, id: authorIds(index) })) })
  await tx.blog.createMany({
    data: blogs.map(({ seo, ...blog }, index) => ({ ...blog, ...seoColumns(seo), id: blogIds(index) })),
  })
  for (const [index, entry] of articles.entries()) {
    const {
      id: _,
      blog,
      author,
      reviewer,
      reviewedAt,
      publishedAt: __,
      seo,
      media,
      metafields,
      ...words
    } = entry
    await saveArticle(
      tx,
      {
        ...words,
        seoTitle: seo.title,
        seoDescription: seo.description,
        blogId: blogIds(blogs.findIndex(({ handle }) => handle === blog)),
        authorId: authorId(author),
        reviewerId: authorId(reviewer),
        reviewedAt: reviewedAt === undefined ? undefined : dayInZone(reviewedAt, shop.timeZone),
        publishedAt: published(entry, shop.timeZone, openedAt) ?? undefined,
      },
      { id: articleIds(index) },
    )
    await tx.media.createMany({ data: mediaRows({ articleId: articleIds(index) }, media) })
    await tx.metafield.createMany({ data: metafieldRows('article', articleIds(index), metafields) })
  }
  await tx.page.createMany({
    data: pages.map(({ seo, metafields: _, ...page }, index) => ({
      ...page,
      ...seoColumns(seo),
      id: pageIds(index),
    })),
  })
  await tx.metafield.createMany({
    data: pages.flatMap(({ metafields }, index) => metafieldRows('page', pageIds(index), metafields)),
  })
  await tx.policy.createMany({ data: policies.map((policy, index) => ({ ...policy, id: policyIds(index) })) })
}

function seoColumns({
  title,
  description,
}: {
  title?: string | undefined
  description?: string | undefined
}) {
  return { seoTitle: title ?? null, seoDescription: description ?? null }
}

async function writeMenus(tx: Tx, { menus, redirects }: ShopFile) {
  const ids = giveIds(menus)
  const items: {
    id: bigint
    menuId: bigint
    parentId: bigint | null
    title: string
    url: string
    position: number
  }[] = []
  const gather = (menuId: bigint, parentId: bigint | null, entries: MenuEntry[]) => {
    for (const [position, { title, url, items: below }] of entries.entries()) {
      const id = BigInt(items.length + 1)
      items.push({ id, menuId, parentId, title, url, position })
      gather(menuId, id, below)
    }
  }
  for (const [index, menu] of menus.entries()) gather(ids(index), null, menu.items)
  await tx.menu.createMany({
    data: menus.map(({ handle, title }, index) => ({ id: ids(index), handle, title })),
  })
  await tx.menuItem.createMany({ data: items })
  const redirectIds = giveIds(redirects)
  await tx.redirect.createMany({
    data: redirects.map((redirect, index) => ({ ...redirect, id: redirectIds(index) })),
  })
}

async function writeShipping(tx: Tx, { shop, shipping }: ShopFile) {
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

async function writeTokens(tx: Tx, { apiTokens }: ShopFile) {
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

async function writeGiftCards(tx: Tx, { shop, giftCards }: ShopFile) {
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
async function advanceSequences(tx: Tx) {
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
