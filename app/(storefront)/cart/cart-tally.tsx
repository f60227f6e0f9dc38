import { Field } from '@/components/field'
import { Price } from '@/components/price'
import type { CartView } from '@/lib/cart/cart-view'
import { limits } from '@/lib/cart/limits'
import { countryName } from '@/lib/country-name'
import { getZones } from '@/lib/shipping/cached'
import { Arrival } from './arrival'
import { CartButton } from './cart-button'
import { CartCodes } from './cart-codes'
import { CartSums } from './cart-sums'
import { CheckOutButton } from './check-out-button'

/** Where it goes, what it costs, and on to paying. */
export async function CartTally({ cart }: { cart: CartView }) {
  const rate = cart.rates.find(({ id }) => id === cart.rateId)
  const zones = await getZones()
  const served = !cart.shippable || rate !== undefined
  return (
    <section className="tally" aria-labelledby="tally-title">
      <h2 id="tally-title">Delivery and total</h2>
      <Destination cart={cart} countries={zones.flatMap(({ countries }) => countries)} />
      {rate ? <Arrival rate={rate} countryCode={cart.countryCode} /> : null}
      {served ? null : (
        <p className="error" id="unserved">
          We can’t send this cart to {countryName(cart.countryCode)}. Choose another country, or make it
          lighter.
        </p>
      )}
      <details open={cart.note !== ''}>
        <summary>Add a note to your order</summary>
        <div className="row">
          <Field id="note" label="Note">
            {(ids) => (
              <textarea
                {...ids}
                name="note"
                rows={3}
                maxLength={limits.note}
                defaultValue={cart.note}
                key={cart.note}
              />
            )}
          </Field>
          <CartButton look="plain">Save</CartButton>
        </div>
      </details>
      <CartCodes cart={cart} />
      <CartSums cart={cart} />
      <CheckOut cart={cart} ready={served && cart.count > 0} />
    </section>
  )
}

/**
 * Lines shown cut or empty are named, and what it comes to, where it goes and the note: the checkout knows what the
 * shopper saw, and so what they typed.
 */
function CheckOut({ cart, ready }: { cart: CartView; ready: boolean }) {
  const cut = new Set(cart.warnings.map(({ lineId }) => lineId))
  const seen = cart.lines.filter(({ id, quantity }) => quantity === 0 || cut.has(id))
  return (
    <>
      {seen.map(({ id, quantity }) => (
        <input key={id} type="hidden" name="shown" value={`${id}:${quantity}`} />
      ))}
      <input type="hidden" name="total" value={cart.totals.total.minor} />
      <input type="hidden" name="due" value={cart.totals.due.minor} />
      <input type="hidden" name="shownCountry" value={cart.countryCode} />
      <input type="hidden" name="shownRate" value={cart.rateId ?? ''} />
      <input type="hidden" name="shownNote" value={cart.note} />
      {ready ? (
        <>
          <CheckOutButton>
            Check out <Price amount={cart.totals.due} />
          </CheckOutButton>
          <p className="small">
            {cart.totals.due.minor > 0
              ? 'Next: address and card, Apple Pay or Google Pay at Stripe. No account needed.'
              : 'Next: where it goes. Nothing is left to pay, and no account is needed.'}
          </p>
        </>
      ) : null}
    </>
  )
}

function Destination({ cart, countries }: { cart: CartView; countries: string[] }) {
  const { countryCode, rates, rateId } = cart
  const listed = countries.includes(countryCode) ? countries : [countryCode, ...countries]
  return (
    <div className="destination">
      {rates.length > 1 ? (
        // Made anew with the rate that the cart has: browsers keep a radio as it was ticked, and it would count as chosen.
        <fieldset key={rateId}>
          <legend>Delivery</legend>
          {rates.map((rate) => (
            <label key={rate.id}>
              <input type="radio" name="rate" value={rate.id} defaultChecked={rate.id === rateId} />{' '}
              {rate.title}, <Price amount={rate.price} demo={rate.demo} />
            </label>
          ))}
        </fieldset>
      ) : null}
      <div className="row">
        <Field id="country" label="Send to">
          {(ids) => (
            <select
              {...ids}
              name="country"
              autoComplete="country"
              defaultValue={countryCode}
              key={countryCode}
            >
              {listed.map((code) => (
                <option key={code} value={code}>
                  {countryName(code)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <CartButton look="plain">Update</CartButton>
      </div>
    </div>
  )
}
