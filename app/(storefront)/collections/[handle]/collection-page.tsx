import { ArticleBody } from '@/components/article/article-body'
import { Crumbs } from '@/components/crumbs'
import { JsonLd } from '@/components/json-ld'
import { getCollectionPage } from '@/lib/catalog/cached'
import type { CollectionView } from '@/lib/catalog/collections'
import { getShop } from '@/lib/content/cached'
import { parseArticle } from '@/lib/content/markdown'
import { env } from '@/lib/env'
import { getFacets } from '@/lib/search/cached'
import { readChoices } from '../../find/choices'
import { Narrow } from '../../find/narrow'
import { missing } from '../../missing'
import { ProductList } from '../../product-list'
import { breadcrumbs } from '../../structured-data'

/** A collection from the product after `after` on; a later page with nothing on it is a miss. */
export async function CollectionPage(props: { collection: CollectionView; after: string | null }) {
  const { collection, after } = props
  const path = `/collections/${collection.handle}`
  const [shop, { products, next }, facets] = await Promise.all([
    getShop(),
    getCollectionPage(collection.id, after),
    getFacets(collection.id),
  ])
  if (after !== null && products.length === 0) await missing(`${path}/after/${after}`)
  const trail = [
    { title: 'Home', href: '/' },
    { title: 'Shop', href: '/products' },
  ]
  return (
    <main id="main" className="wrap" data-area="shop">
      <JsonLd
        data={breadcrumbs({ url: env().siteUrl, shop }, [...trail, { title: collection.title, href: path }])}
      />
      <Crumbs trail={[...trail, { title: collection.title }]} />
      <header className="heading">
        <h1>{collection.title}</h1>
        {collection.description && after === null ? (
          <div className="prose">
            <ArticleBody blocks={parseArticle(collection.description).root.children} />
          </div>
        ) : null}
      </header>
      {products.length > 0 ? (
        <Narrow
          action={`${path}/filter`}
          facets={facets}
          choices={readChoices({})}
          ownOrder="The collection’s own"
        />
      ) : null}
      <ProductList products={products} next={next && `${path}/after/${next}`} />
    </main>
  )
}
