import { Demo } from '@/components/demo'
import { Price } from '@/components/price'
import { ShopperAttributes } from '@/components/shopper-attributes'
import { Specimen } from '@/components/specimen'
import type { CartLineView } from '@/lib/cart/cart-view'
import type { LineWarning } from '@/lib/cart/warnings'
import { CartButton } from './cart-button'
import { LineQuantity } from './line-quantity'

export function CartLine({ line, warning }: { line: CartLineView; warning: LineWarning | undefined }) {
  const { title, path, articlePath, articleTitle } = line
  const trouble = troubleOf(line, warning)
  return (
    <li>
      <Specimen drawing={line.drawing} title={title} />
      <div className="body">
        <h2>
          {path ? (
            <a className="quiet" href={path}>
              {title}
            </a>
          ) : (
            title
          )}
        </h2>
        {line.quantity > 0 ? (
          <p className="price">
            <Price amount={line.subtotal} demo={line.demo} />
          </p>
        ) : null}
        <Each line={line} />
        <ShopperAttributes attributes={line.attributes} />
        {line.discounts.map(({ name, amount }) => (
          <p className="small" key={name}>
            {name}: −<Price amount={amount} demo={line.demo} />
          </p>
        ))}
        {trouble ? <p className="error">{trouble}</p> : null}
        {articlePath && articleTitle ? (
          <p className="small">
            From the article <a href={articlePath}>{articleTitle}</a>
          </p>
        ) : null}
        <div className="tools">
          {line.state === 'ok' && line.available > 0 ? (
            <LineQuantity lineId={line.id} title={title} quantity={line.quantity} most={line.available} />
          ) : null}
          <CartButton name="removeLine" value={line.id}>
            Remove<span className="unseen"> {title}</span>
          </CartButton>
        </div>
      </div>
    </li>
  )
}

/** "150 g, $49.00 each"; nothing where it would only repeat the price. */
function Each({ line }: { line: CartLineView }) {
  const { variantTitle, quantity, unitPrice, demo } = line
  if (!variantTitle && quantity < 2) return null
  return (
    <p className="small">
      <Demo when={demo}>
        {variantTitle}
        {variantTitle && quantity > 0 ? ', ' : null}
        {quantity > 0 ? (
          <>
            <Price amount={unitPrice} /> each
          </>
        ) : null}
      </Demo>
    </p>
  )
}

function troubleOf(line: CartLineView, warning: LineWarning | undefined): string | null {
  if (line.state === 'unavailable')
    return 'No longer for sale. It is not counted, and checking out leaves it behind.'
  if (line.available === 0) return 'Sold out just now. It is not counted, and checking out leaves it behind.'
  return warning ? `Cut from ${warning.asked} to ${warning.quantity}: that is all the stock there is.` : null
}
