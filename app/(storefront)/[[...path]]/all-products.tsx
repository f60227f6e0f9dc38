import { Crumbs } from '@/components/crumbs'
import { getProductPage } from '@/lib/catalog/cached'
import { getShop } from '@/lib/content/cached'
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
  const { products, next } = await getProductPage(after)
  return (
    <main id="main" className="wrap" data-area="shop">
      <Crumbs trail={[{ title: 'Home', href: '/' }, { title: 'Shop' }]} />
      <header className="heading">
        <h1>Shop</h1>
      </header>
      <ProductList products={products} next={next && `/products/after/${next}`} />
    </main>
  )
}
