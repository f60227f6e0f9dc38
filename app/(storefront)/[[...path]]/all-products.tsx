import { Crumbs } from '@/components/crumbs'
import { getProductPage } from '@/lib/catalog/cached'
import { getShop } from '@/lib/content/cached'
import { getFacets } from '@/lib/search/cached'
import { readChoices } from '../find/choices'
import { Narrow } from '../find/narrow'
import { pageMetadata } from '../page-metadata'
import { ProductList } from '../product-list'

export async function allProductsMetadata() {
  const shop = await getShop()
  return pageMetadata({
    title: 'Shop',
    path: '/products',
    description: `Everything ${shop.name} makes, with prices that include ${shop.taxName} and delivery dates that hold.`,
  })
}

/** /products; the pages after the first are at /products/after/<id>. */
export async function AllProducts({ after = null }: { after?: string | null }) {
  const [{ products, next }, facets] = await Promise.all([getProductPage(after), getFacets(null)])
  return (
    <main id="main" className="wrap" data-area="shop">
      <Crumbs trail={[{ title: 'Home', href: '/' }, { title: 'Shop' }]} />
      <header className="heading">
        <h1>Shop</h1>
      </header>
      {products.length > 0 ? (
        <Narrow action="/search" facets={facets} choices={readChoices({})} ownOrder="The shop’s own" />
      ) : null}
      <ProductList products={products} next={next && `/products/after/${next}`} />
    </main>
  )
}
