import type { Metadata } from 'next'
import { CartNews } from './cart-news'
import { visitorsCart } from './visitors-cart'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Cart', robots: { index: false } }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** What just happened; the cart around it is the layout's. */
export default async function CartPage({ searchParams }: Props) {
  return <CartNews cart={await visitorsCart()} params={await searchParams} />
}
