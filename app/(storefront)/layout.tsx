import { Colophon } from '@/components/colophon'
import { Masthead } from '@/components/masthead'
import { SkipLink } from '@/components/skip-link'
import { Strip } from '@/components/strip'
import { getMenu, getShop } from '@/lib/content/cached'
import { env } from '@/lib/env'
import { CartCount } from './cart/cart-count'
import { SearchLink } from './search/search-link'
import '../storefront.css'

/** Strip, masthead and foot around every page a reader sees. The reads are cached: a static page stays static. */
export default async function StorefrontLayout({ children }: { children: React.ReactNode }) {
  const [shop, main, footer] = await Promise.all([getShop(), getMenu('main-menu'), getMenu('footer')])
  return (
    <>
      <SkipLink />
      <Strip testPayments={!env().stripe.live} demoValues={shop.demo} />
      <Masthead name={shop.name} menu={main} search={<SearchLink />} cart={<CartCount />} />
      {children}
      <Colophon menu={footer}>
        {shop.footer} <a href="/developers">For developers</a>
      </Colophon>
    </>
  )
}
