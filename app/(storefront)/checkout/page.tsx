import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { toCartView } from '@/lib/cart/cart-view'
import { readCart } from '@/lib/cart/read-cart'
import { fingerprint } from '@/lib/checkout/freeze-order'
import { countryName } from '@/lib/country-name'
import { orUnavailable } from '@/lib/or-unavailable'
import { cartToken } from '../cart/cart-cookie'
import { CartSums } from '../cart/cart-sums'
import { FreeOrder } from './free-order'

// The frame around it reads the database, which a build does not have.
export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Check out', robots: { index: false } }

/** Only for a cart with nothing left to pay: everything else is asked for at Stripe. */
export default async function CheckoutPage() {
  const token = await cartToken()
  const cart = token ? await orUnavailable('cart.read_failed', () => readCart(token)) : null
  if (!cart || cart.lines.length === 0 || cart.totals.due.minor > 0) redirect('/cart')
  const view = toCartView(cart)
  return (
    <main id="main" className="wrap cart">
      <header>
        <h1>Where does it go?</h1>
        <p className="standfirst">
          {cart.totals.giftCards.minor > 0
            ? 'Your gift card pays for everything, so we only ask where to send it.'
            : 'Nothing is due for this order, so we only ask where to send it.'}
        </p>
      </header>
      <ul className="rows" aria-label="Items">
        {view.lines.map(({ id, title, variantTitle, quantity }) => (
          <li key={id}>
            {quantity} × {[title, variantTitle].filter(Boolean).join(', ')}
          </li>
        ))}
      </ul>
      <CartSums cart={view} />
      <FreeOrder
        shippable={cart.shippable}
        countryCode={cart.countryCode}
        country={countryName(cart.countryCode)}
        agreed={fingerprint(cart)}
      />
    </main>
  )
}
