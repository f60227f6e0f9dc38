import {
  CartCost,
  CartLineProvider,
  CartLineQuantity,
  CartLineQuantityAdjustButton,
  Money,
  useCart,
  useCartLine,
} from '@shopify/hydrogen-react'

/** What the visitor gathered here, and the way to pay: in a tab of its own, because no shop can be paid in a frame. */
export function Cart() {
  const { lines = [], status, error, checkoutUrl } = useCart()
  const held = lines.flatMap((line) => (line ? [line] : []))
  return (
    <>
      {error ? (
        <p className="error" role="alert">
          That did not work. Please try again.
        </p>
      ) : null}
      {held.length > 0 ? (
        <section aria-label="Your cart" aria-busy={status !== 'idle'}>
          <ul>
            {held.map((line) => (
              <CartLineProvider key={line.id} line={line}>
                <Line />
              </CartLineProvider>
            ))}
          </ul>
          <p className="total">
            Together <CartCost as="b" />
          </p>
          <p className="acts">
            <a className="button" href={checkoutUrl} target="_blank" rel="noopener">
              Check out
              <span className="unseen"> in a new tab</span>
            </a>
          </p>
        </section>
      ) : null}
    </>
  )
}

function Line() {
  const { merchandise, cost, quantity } = useCartLine()
  const title = merchandise?.product?.title ?? ''
  const size = merchandise?.title === 'Default Title' ? '' : `, ${merchandise?.title}`
  return (
    <li>
      <span>
        {title}
        {size}
        {quantity === 0 ? <span className="stock stock--gone"> Sold out</span> : null}
      </span>
      <span className="stepper">
        <CartLineQuantityAdjustButton adjust="decrease" aria-label={`One ${title} less`}>
          −
        </CartLineQuantityAdjustButton>
        <CartLineQuantity as="output" />
        <CartLineQuantityAdjustButton adjust="increase" aria-label={`One more ${title}`}>
          +
        </CartLineQuantityAdjustButton>
      </span>
      {cost?.totalAmount ? <Money data={cost.totalAmount} as="span" /> : null}
    </li>
  )
}
