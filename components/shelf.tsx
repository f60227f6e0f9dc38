import { LabelLine } from './label-block'
import { PriceLine } from './price'
import { type ProductCardProduct, ProductKind } from './product-card'
import { Specimen } from './specimen'

/** A product on the home page: large, or the lesser one beside it. `action` is its form. */
export function Shelf(props: { product: ProductCardProduct; action?: React.ReactNode; lesser?: boolean }) {
  const { product, action, lesser = false } = props
  return (
    <article className={lesser ? 'shelf shelf--lesser' : 'shelf'}>
      <Specimen
        drawing={product.media[0]?.drawing}
        title={product.title}
        subtitle={product.subtitle ?? undefined}
      />
      <div>
        <h2>
          <a className="quiet" href={`/products/${product.handle}`}>
            {product.title}
          </a>
        </h2>
        <ProductKind product={product} className={lesser ? 'small' : undefined} />
        <div className="acts">
          <PriceLine
            price={product.price}
            compareAtPrice={product.compareAtPrice}
            unitPrice={lesser ? undefined : product.unitPrice}
            from={product.priceVaries ?? false}
            {...(product.giftCard && { tax: null })}
            demo={product.demo}
          />
          {product.availability === 'sold_out' ? <p className="stock stock--gone">Sold out</p> : action}
        </div>
        {product.supplement ? <LabelLine /> : null}
      </div>
    </article>
  )
}
