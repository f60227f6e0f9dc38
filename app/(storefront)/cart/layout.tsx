import { changeCart } from './actions'
import { CartLine } from './cart-line'
import { CartTally } from './cart-tally'
import { Changing } from './changing'
import { EmptyCart } from './empty-cart'
import { SyncCart } from './sync-cart'
import { visitorsCart } from './visitors-cart'

/**
 * The cart; its page (`children`) only says what just happened. That travels in the address, and Next makes a page anew
 * for each address, with empty fields: a layout stays, and with it what is typed and where the focus is. (A form whose
 * action redirects makes the layout anew, too: that is this one, which sends all that is typed.)
 *
 * All of it is one form: whichever button is pressed sends what is typed anywhere on the page, so that pressing one loses
 * nothing that was meant for another, with JavaScript and without. Its first button is the one that Enter in a field
 * presses, and does nothing of its own.
 */
export default async function CartLayout({ children }: { children: React.ReactNode }) {
  const cart = await visitorsCart()
  return (
    <main id="main" className="wrap">
      <SyncCart cart={cart} />
      <form action={changeCart} className="cart">
        <Changing />
        <button type="submit" className="unseen" tabIndex={-1} aria-hidden="true" formNoValidate>
          Update
        </button>
        {cart && cart.lines.length > 0 ? (
          <>
            <header>
              <h1>Cart</h1>
            </header>
            {children}
            <ul className="lines" aria-label="Items">
              {cart.lines.map((line) => (
                <CartLine
                  key={line.id}
                  line={line}
                  warning={cart.warnings.find(({ lineId }) => lineId === line.id)}
                />
              ))}
            </ul>
            <CartTally cart={cart} />
          </>
        ) : (
          <>
            {children}
            <EmptyCart />
          </>
        )}
      </form>
    </main>
  )
}
