import { randomInt, randomUUID } from 'node:crypto'
import { expire, tags } from '@/lib/cache'
import { saveArticle } from '@/lib/content/save-article'
import { db, prismaTransaction } from '@/lib/db'
import { adjustStock } from '@/lib/inventory/adjust-stock'
import { owner } from '@/lib/testing/staff'
import { smallProduct } from '@/prisma/factories'

// What journeys bring about behind the shop's back, through its database (DATABASE_URL).

/** Things of a journey's own: what it takes or changes, no other one relies on. They leave the shop with it. */
export function ownShelf() {
  const products: bigint[] = []
  const collections: bigint[] = []
  const articles: bigint[] = []
  const pages: bigint[] = []
  const rates: bigint[] = []
  const newHandle = () => `journey-${randomUUID().slice(0, 8)}`

  return {
    async product(goods: Omit<Parameters<typeof smallProduct>[0], 'handle'>) {
      const handle = newHandle()
      const made = await smallProduct({ handle, ...goods })
      products.push(made.productId)
      const admin = `/admin/products/${made.productId}`
      return { ...made, title: goods.title ?? `The ${handle}`, path: `/products/${handle}`, admin }
    },
    /** @returns the address of a list of these products alone */
    async collection(...productIds: bigint[]): Promise<string> {
      const handle = newHandle()
      const entries = productIds.map((productId, position) => ({ productId, position }))
      const { id } = await db().collection.create({
        data: { handle, title: `The ${handle}`, products: { create: entries } },
      })
      collections.push(id)
      return `/collections/${handle}`
    },
    /** @returns its address */
    async page(body: string): Promise<string> {
      const handle = newHandle()
      const { id } = await db().page.create({
        data: { handle, title: `The ${handle}`, body, status: 'active' },
      })
      pages.push(id)
      return `/pages/${handle}`
    },
    /** The oldest article of the journal. @returns its address */
    async article(body: string): Promise<string> {
      const handle = newHandle()
      const blog = await db().blog.findUniqueOrThrow({ where: { handle: 'journal' } })
      const draft = { blogId: blog.id, handle, title: `The ${handle}`, body, status: 'active' as const }
      const publishedAt = new Date('2026-01-01T00:00:00Z')
      const { id } = await prismaTransaction((tx) => saveArticle(tx, { ...draft, publishedAt }))
      articles.push(id)
      return `/blogs/journal/${handle}`
    },
    /** @returns grams, of which a parcel goes for nothing, and which no other journey's parcel weighs */
    async freeWeight(): Promise<number> {
      const zone = await db().shippingZone.findFirstOrThrow({ where: { countries: { has: 'NZ' } } })
      const grams = randomInt(1_000_000, 2_000_000)
      const bounds = { minGrams: grams, maxGrams: grams }
      const { id } = await db().shippingRate.create({
        data: { zoneId: zone.id, title: 'By truck', price: 0, minDays: 1, maxDays: 2, ...bounds },
      })
      rates.push(id)
      return grams
    },
    /** Pieces are lost from the shelf. */
    async take(stockItemId: bigint, pieces: number): Promise<void> {
      const { onHand } = await db().stockItem.findUniqueOrThrow({ where: { id: stockItemId } })
      const why = { kind: 'damaged', reason: 'Dropped in a test', requestKey: randomUUID() } as const
      await adjustStock(owner, { stockItemId, onHand, delta: -pieces, ...why })
    },
    async unpublish(variantId: bigint): Promise<void> {
      await db().variant.update({ where: { id: variantId }, data: { published: false } })
    },
    async clear(): Promise<void> {
      const out = { status: 'archived' } as const
      await prismaTransaction(async (tx) => {
        // The books of stock and orders go on naming the products: they stay, out of the shop.
        await tx.product.updateMany({ where: { id: { in: products } }, data: out })
        await tx.article.updateMany({ where: { id: { in: articles } }, data: out })
        await tx.page.deleteMany({ where: { id: { in: pages } } })
        await tx.collection.deleteMany({ where: { id: { in: collections } } })
        await tx.shippingRate.deleteMany({ where: { id: { in: rates } } })
        await expire(
          tx,
          ...products.map(tags.product),
          ...collections.map(tags.collection),
          ...(articles.length > 0 ? [tags.articles, ...articles.map(tags.article)] : []),
        )
      })
    },
  }
}

/** As if it had been left alone for thirty days. @param token what its cookie holds */
export async function endCart(token: string): Promise<void> {
  await db().cart.update({ where: { token }, data: { expiresAt: new Date(Date.now() - 1000) } })
}

/** The address of an order stands in no mail before it is paid. @param session Stripe's id of its checkout */
export async function orderTokenOf(session: string): Promise<string> {
  const attempts = { some: { sessionId: session } }
  return (await db().order.findFirstOrThrow({ where: { attempts }, select: { token: true } })).token
}
