import { CartLine } from './cart-line'
import { CartTally } from './cart-tally'
import { EmptyCart } from './empty-cart'
import { SyncCart } from './sync-cart'
import { visitorsCart } from './visitors-cart'

/**
 * The cart; its page (`children`) only says what just happened. That travels in the address, and Next makes a page anew
 * for each address, with empty fields: a layout stays, and with it what is typed and where the focus is. (A form whose
 * action redirects makes the layout anew, too, where it is still there afterwards: that is the checkout's, which sends all
 * that is typed.)
 */
export default async function CartLayout({ children }: { children: React.ReactNode }) {
  const cart = await visitorsCart()
  return (
    <main id="main" className="wrap">
      <SyncCart cart={cart} />
      <div className="cart">
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
      </div>
    </main>
  )
}
