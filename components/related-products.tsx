import { Price } from './price'
import type { ProductCardProduct } from './product-card'
import { Specimen } from './specimen'

/** Other products as rows of an index: the drawing, the name, what it is and what it costs; the whole row is the target. */
export function RelatedProducts({ products }: { products: ProductCardProduct[] }) {
  return (
    <ul className="index">
      {products.map((product) => (
        <li key={product.handle}>
          <Specimen
            drawing={product.media[0]?.drawing}
            title={product.title}
            subtitle={product.subtitle ?? undefined}
          />
          <h3>
            <a className="quiet" href={`/products/${product.handle}`}>
              {product.title}
            </a>
          </h3>
          <p className="small">
            {product.subtitle ? `${product.subtitle}, ` : null}
            {product.priceVaries ? 'from ' : null}
            <Price amount={product.price} demo={product.demo} />
            {product.availability === 'sold_out' ? ', sold out' : null}
          </p>
        </li>
      ))}
    </ul>
  )
}
