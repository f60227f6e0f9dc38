import { Button } from '@/components/button'
import { TextField } from '@/components/field'
import { Price } from '@/components/price'
import type { CartView } from '@/lib/cart/cart-view'
import { limits } from '@/lib/cart/limits'
import { CartButton } from './cart-button'

/** Codes and gift cards on the cart, each with what it does or why not, and a folded field for another. */
export function CartCodes({ cart }: { cart: CartView }) {
  return (
    <div className="codes">
      {cart.codes.length > 0 ? (
        <ul aria-label="Codes">
          {cart.codes.map(({ code, applicable, idle, problem }) => (
            <li key={code}>
              <span className="code">{code}</span>
              <CartButton name="removeCode" value={code}>
                Remove<span className="unseen"> the code {code}</span>
              </CartButton>
              {problem ? <p className="error">{problem}</p> : null}
              {idle ? <p className="small">{idle}</p> : null}
              {applicable || problem ? null : <p className="small">It counts once there are goods for it.</p>}
            </li>
          ))}
        </ul>
      ) : null}
      {cart.giftCards.length > 0 ? (
        <ul aria-label="Gift cards">
          {cart.giftCards.map(({ id, lastCharacters, usable, left }) => (
            <li key={id}>
              <span className="code">
                Gift card <span aria-hidden="true">••••</span>
                {lastCharacters}
              </span>
              <CartButton name="removeGiftCard" value={id}>
                Remove<span className="unseen"> the gift card {lastCharacters}</span>
              </CartButton>
              {usable ? (
                <p className="small">
                  {left.minor === 0 ? (
                    'This order uses it up.'
                  ) : (
                    <>
                      <Price amount={left} /> left on it after this order.
                    </>
                  )}
                </p>
              ) : (
                <p className="error">It can’t be used any more. Remove it to check out.</p>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      <details>
        <summary>Discount or gift card code</summary>
        <div className="row">
          {/* Required by "Use" alone: the form’s other buttons don’t ask for it. */}
          <TextField
            label="Code"
            name="code"
            required
            maxLength={limits.discountCode}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
          />
          <Button look="plain">Use</Button>
        </div>
      </details>
    </div>
  )
}
