import { tags } from '@/lib/cache'
import { cachedRead } from '@/lib/cached'
import { getProducts } from '@/lib/catalog/cached'
import { type Facets, readFacets } from './facets'
import { recommendProducts } from './recommend'

// Reads for static pages: filled once, and anew when the catalog or what is written changes.

/** Products for whoever looks at this one; few enough for a page. */
export async function getRecommendations(productId: string) {
  const names = [tags.catalog, tags.articles, tags.product(productId)]
  const ids = await cachedRead(['recommended', productId], names, async () => {
    const found = await recommendProducts(productId, 'related')
    return (found ?? []).slice(0, 4)
  })
  return getProducts(ids)
}

/** What a list can be narrowed by. How many are in stock changes too often to be kept, and is left out on pages. */
export const getFacets = (collectionId: string | null): Promise<Facets> =>
  cachedRead(
    ['facets', collectionId ?? ''],
    collectionId === null ? [tags.catalog] : [tags.catalog, tags.collection(collectionId)],
    async () => withoutStock(await readFacets(collectionId)),
  )

/** A page is not made anew for each sale. */
function withoutStock({ available: _, ...facets }: Facets): Facets {
  return { ...facets, available: [] }
}
