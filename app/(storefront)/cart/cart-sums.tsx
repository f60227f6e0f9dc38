import { Demo } from '@/components/demo'
import { Price } from '@/components/price'
import type { CartView } from '@/lib/cart/cart-view'

/** What the cart comes to, row by row: each adds to or takes from the ones above. */
export function CartSums({ cart }: { cart: CartView }) {
  const { totals, discounts } = cart
  const demo = cart.lines.some((line) => line.demo)
  const rate = cart.rates.find(({ id }) => id === cart.rateId)
  const off = (onDelivery: boolean) =>
    discounts
      .filter(({ level }) => (level === 'shipping') === onDelivery)
      .map(({ id, name, amount }) => (
        <div key={id}>
          <dt>Discount, {name}</dt>
          <dd>
            −<Price amount={amount} demo={demo} />
          </dd>
        </div>
      ))
  return (
    <dl className="totals">
      <div>
        <dt>Goods</dt>
        <dd>
          <Price amount={totals.subtotal} demo={demo} />
        </dd>
      </div>
      {off(false)}
      {cart.shippable ? (
        <div>
          <dt>Delivery</dt>
          <dd>
            {rate?.price.minor === 0 ? <Demo when={rate.demo}>Free</Demo> : null}
            {rate && rate.price.minor > 0 ? <Price amount={rate.price} demo={rate.demo} /> : null}
            {rate ? null : 'not known yet'}
          </dd>
        </div>
      ) : null}
      {off(true)}
      <div className="sum">
        <dt>Total, {cart.currency}</dt>
        <dd>
          <Price amount={totals.total} demo={demo} />
        </dd>
      </div>
      {cart.giftCards
        .filter(({ amount }) => amount.minor > 0)
        .map(({ id, lastCharacters, amount }) => (
          <div key={id}>
            <dt>Gift card ••••{lastCharacters}</dt>
            <dd>
              −<Price amount={amount} demo={demo} />
            </dd>
          </div>
        ))}
      {totals.giftCards.minor > 0 ? (
        <div className="sum">
          <dt>To pay</dt>
          <dd>
            <Price amount={totals.due} demo={demo} />
          </dd>
        </div>
      ) : null}
      <div className="small">
        <dt>{cart.taxName} contained</dt>
        <dd>
          <Price amount={totals.tax} demo={demo} />
        </dd>
      </div>
    </dl>
  )
}
