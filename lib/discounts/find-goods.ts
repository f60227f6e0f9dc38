import { containing } from '@/lib/containing'
import { db } from '@/lib/db'

type Named = { id: string; title: string }

/** What a person can choose from: what is chosen first, then what has the words, by name. */
export type GoodsList = {
  search: string
  products: Named[]
  collections: Named[]
  /** Whether more has the words than is listed. */
  more: boolean
}

/** Of each kind: as many as somebody reads. */
const mostListed = 50

/**
 * Products and collections that a discount can be for. What is chosen is listed whatever the words are, archived
 * things too, so that no choice is lost unseen; a gift card is never reduced and never found.
 */
export async function findGoods(wanted: {
  search: string
  products: readonly string[]
  collections: readonly string[]
}): Promise<GoodsList> {
  const { search } = wanted
  const ids = { products: wanted.products.map(BigInt), collections: wanted.collections.map(BigInt) }
  const columns = { select: { id: true, title: true }, orderBy: { title: 'asc' } } as const
  const found = (chosen: bigint[]) => ({
    status: { not: 'archived' as const },
    id: { notIn: chosen },
    title: containing(search),
  })
  const take = mostListed + 1
  const products = await db().product.findMany({
    ...columns,
    where: { ...found(ids.products), isGiftCard: false },
    take,
  })
  const collections = await db().collection.findMany({ ...columns, where: found(ids.collections), take })
  const chosen = {
    products: await db().product.findMany({ ...columns, where: { id: { in: ids.products } } }),
    collections: await db().collection.findMany({ ...columns, where: { id: { in: ids.collections } } }),
  }
  const named = (rows: { id: bigint; title: string }[]) =>
    rows.map(({ id, title }) => ({ id: String(id), title }))
  return {
    search,
    products: named([...chosen.products, ...products.slice(0, mostListed)]),
    collections: named([...chosen.collections, ...collections.slice(0, mostListed)]),
    more: products.length > mostListed || collections.length > mostListed,
  }
}
