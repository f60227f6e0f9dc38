import { ButtonLink } from '@/components/button'
import { EmptyState } from '@/components/empty-state'
import { Price } from '@/components/price'
import { Specimen } from '@/components/specimen'
import { listAdminProducts, type ProductListItem } from '@/lib/catalog/admin-products'
import { withQuery } from '../search-params'
import { TableHead } from '../table-head'
import { When } from '../when'
import { ProductFilters } from './product-filters'
import { type ProductQuery, productFilter } from './product-query'
import { ProductState } from './product-state'

/** Every size on a line of its own. `current` is the product that is open beside the list. */
export async function ProductList({ query, current }: { query: ProductQuery; current?: string }) {
  const { products, total, next } = await listAdminProducts(productFilter.parse(query))
  // Beside an open product the product is what the page is about.
  const Heading = current ? 'h2' : 'h1'
  const demo = products.some((product) => product.demo)
  return (
    <div className="list">
      <div className="plainhead">
        <Heading>Products</Heading>
      </div>
      <ProductFilters query={query} />
      {products.length === 0 ? (
        <NothingFound filtered={Object.keys(query).length > 0} />
      ) : (
        <table>
          <caption>
            {total > 1000 ? 'More than 1,000 products.' : total === 1 ? '1 product.' : `${total} products.`}
            {demo ? ' Dotted values are demo values.' : ''}
          </caption>
          <TableHead
            columns={{
              Product: '',
              Code: 'wide',
              Status: 'wide',
              Stock: 'n',
              Price: 'n',
              Articles: 'wide n',
              Changed: 'wide n',
            }}
          />
          <tbody>
            {products.flatMap((product) =>
              sizesOf(product).map((variant, index) => (
                <tr key={variant.id} aria-current={product.id === current ? 'true' : undefined}>
                  <th scope="row">
                    <span className="thumbed">
                      <span className="thumb">
                        {index === 0 ? (
                          <Specimen
                            drawing={product.drawing}
                            title={product.title}
                            subtitle={product.subtitle}
                          />
                        ) : null}
                      </span>
                      <span>
                        <a className="quiet" href={withQuery(`/admin/products/${product.id}`, query)}>
                          {product.title}
                          {variant.title ? `, ${variant.title}` : ''}
                        </a>
                        <span className="narrow small">
                          <ProductState product={product} />
                        </span>
                      </span>
                    </span>
                  </th>
                  <td className="wide code">{variant.sku}</td>
                  <td className="wide">
                    <ProductState product={product} />
                  </td>
                  <td className="n">
                    <StockCell stock={variant.stock} />
                  </td>
                  <td className="n">
                    {variant.price ? <Price amount={variant.price} demo={product.demo} /> : 'No price'}
                  </td>
                  <td className="wide n">{product.articles}</td>
                  <td className="wide n">
                    <When at={product.updatedAt} short />
                  </td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      )}
      <p className="pages">
        {query.after ? (
          <a href={withQuery('/admin/products', { ...query, after: '' })}>First page</a>
        ) : (
          <span />
        )}
        {next ? <a href={withQuery('/admin/products', { ...query, after: next })}>Next page</a> : null}
      </p>
    </div>
  )
}

type Size = ProductListItem['variants'][number]

/** A product that has no size yet still has its line. */
function sizesOf(product: ProductListItem): Size[] {
  if (product.variants.length > 0) return product.variants
  return [{ id: `none-${product.id}`, title: '', sku: '', price: null, stock: null }]
}

function StockCell({ stock }: { stock: Size['stock'] }) {
  if (!stock) return 'No count'
  const { onHand, held, word } = stock
  return (
    <>
      {word === 'in_stock' ? (
        <span>{onHand}</span>
      ) : (
        <span className="stock stock--low">
          {word === 'low_stock' ? `${onHand} low` : `${onHand}, none to sell`}
        </span>
      )}
      {held > 0 ? <span className="small">, {held} held</span> : null}
    </>
  )
}

function NothingFound({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <EmptyState heading="h2" drawn={false} title="Nothing matches">
      <p>Try fewer letters of the name, or look at all products.</p>
      <p>
        <ButtonLink look="plain" href="/admin/products">
          Show all products
        </ButtonLink>
      </p>
    </EmptyState>
  ) : (
    <EmptyState heading="h2" title="No products yet">
      <p>
        Products come into an empty shop with its shop file: <code>npm run seed</code> loads one.
      </p>
    </EmptyState>
  )
}
