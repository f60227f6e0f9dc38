import { useEffect, useRef } from 'react'
import { Price } from '@/components/price'
import type { CartView } from '@/lib/cart/cart-view'
import { closePanel } from './cart-store'

/**
 * What is in the cart, after something was added. A modal dialog of the browser: it keeps the focus inside, closes
 * with Esc and gives the focus back to the button that opened it.
 */
export function CartPanel({ cart }: { cart: CartView }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
    heading.current?.focus()
  }, [])
  const close = () => dialog.current?.close()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a dialog without our help
    <dialog
      ref={dialog}
      className="cartpanel"
      aria-labelledby="cart-panel-title"
      onClose={closePanel}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div>
        <h2 id="cart-panel-title" ref={heading} tabIndex={-1}>
          Added to your cart
        </h2>
        {cart.warnings.map(({ lineId, message }) => (
          <p className="error" key={lineId}>
            {message}
          </p>
        ))}
        <ul>
          {cart.lines.map((line) => (
            <li key={line.id}>
              <span>
                {line.title}
                {line.variantTitle ? <span className="small">, {line.variantTitle}</span> : null}
                <span className="small"> × {line.quantity}</span>
              </span>
              <Price amount={line.subtotal} demo={line.demo} />
            </li>
          ))}
        </ul>
        <p className="sum">
          <span>Goods</span>
          <Price amount={cart.totals.subtotal} demo={cart.lines.some(({ demo }) => demo)} />
        </p>
        {cart.saved.minor > 0 ? (
          <p className="sum">
            <span>Discounts</span>
            <span>
              −<Price amount={cart.saved} demo={cart.lines.some(({ demo }) => demo)} />
            </span>
          </p>
        ) : null}
        <a className="button" href="/cart">
          Go to cart
        </a>
        <button type="button" className="textual" onClick={close}>
          Keep reading
        </button>
      </div>
    </dialog>
  )
}
