import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Demo } from '@/components/demo'
import { LabelLine } from '@/components/label-block'
import { Specimen } from '@/components/specimen'
import { ownToken } from '@/lib/api-access/own-token'
import { getProduct } from '@/lib/catalog/cached'
import { getShop } from '@/lib/content/cached'
import { env } from '@/lib/env'
import { BuyButton } from './buy-button'
import '../../styles/embed.css'

export function generateStaticParams() {
  return []
}

/** It stands in other people's pages; to be found is for the product's own page. */
export const metadata: Metadata = { robots: { index: false } }

/**
 * A product's card for other sites, in a frame of theirs. What it says stands in the page; buying is done by
 * hydrogen-react against the shop's API, like any front end of a partner. Without JavaScript it leads to the shop.
 */
export default async function EmbeddedProduct({ params }: { params: Promise<{ handle: string }> }) {
  const product = await getProduct((await params).handle)
  if (!product) notFound()
  const [shop, token] = await Promise.all([getShop(), ownToken()])
  const address = `${env().siteUrl}/products/${product.handle}`
  return (
    <main className="embed" data-embed={product.handle}>
      <Specimen drawing={product.media[0]?.source} title={product.title} subtitle={product.subtitle} />
      <div>
        <h1>
          <a className="quiet" href={address} target="_blank" rel="noopener">
            {product.title}
          </a>
        </h1>
        <p className="small">
          <Demo when={product.demo}>{product.subtitle}</Demo>
        </p>
        <BuyButton
          handle={product.handle}
          shop={{ name: shop.name, address, country: shop.country, currency: shop.currency }}
          taxName={shop.taxName}
          demo={product.demo}
          token={token}
        />
        {product.isSupplement ? <LabelLine /> : null}
        {env().stripe.live ? null : <p className="small">Test payments</p>}
      </div>
    </main>
  )
}
