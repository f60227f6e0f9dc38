import type { Metadata } from 'next'
import { type CartView, toCartView } from '@/lib/cart/cart-view'
import { readCart } from '@/lib/cart/read-cart'
import { orUnavailable } from '@/lib/or-unavailable'
import { cartToken } from './cart-cookie'
import { CartLine } from './cart-line'
import { CartNews } from './cart-news'
import { CartTally } from './cart-tally'
import { EmptyCart } from './empty-cart'
import { SyncCart } from './sync-cart'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Cart', robots: { index: false } }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function CartPage({ searchParams }: Props) {
  const cart = await visitorsCart()
  const news = <CartNews cart={cart} params={await searchParams} />
  return (
    <main id="main" className="wrap">
      <SyncCart cart={cart} />
      <div className="cart">
        {cart && cart.lines.length > 0 ? (
          <>
            <header>
              <h1>Cart</h1>
            </header>
            {news}
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
            {news}
            <EmptyCart />
          </>
        )}
      </div>
    </main>
  )
}

/** A cart that can't be read is not an empty one: the shopper is told to come back. */
async function visitorsCart(): Promise<CartView | null> {
  const token = await cartToken()
  const cart = token ? await orUnavailable('cart.read_failed', () => readCart(token)) : null
  return cart && toCartView(cart)
}
