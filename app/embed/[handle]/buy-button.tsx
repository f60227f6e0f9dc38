'use client'

import { CartProvider, ProductProvider, ShopifyProvider } from '@shopify/hydrogen-react'
import type { CountryCode } from '@shopify/hydrogen-react/storefront-api-types'
import { Cart } from './cart'
import { Choice } from './choice'
import { useHeight } from './use-height'
import { apiVersion, useProductOfShop } from './use-product'

export type EmbedProps = {
  handle: string
  /** `address` is the product's page there. */
  shop: { name: string; address: string; country: string; currency: string }
  /** Contained in prices: "GST". */
  taxName: string
  /** The brand has not confirmed the price. */
  demo: boolean
  token: string
}

export function BuyButton(props: EmbedProps) {
  useHeight(props.handle)
  // The origin that the frame came from: the page may ask no other, whatever name the shop goes by.
  const origin = typeof window === 'undefined' ? new URL(props.shop.address).origin : window.location.origin
  return (
    <ShopifyProvider
      storeDomain={origin}
      storefrontToken={props.token}
      storefrontApiVersion={apiVersion}
      countryIsoCode={props.shop.country as CountryCode}
      languageIsoCode="EN"
    >
      <CartProvider>
        <Buying {...props} />
      </CartProvider>
    </ShopifyProvider>
  )
}

/** Until the product has come, and where it can't be had, the way to the shop. */
function Buying({ handle, shop, taxName, demo }: EmbedProps) {
  const { product, failed } = useProductOfShop(handle)
  if (!product)
    return (
      <>
        <p className="acts">
          <a className="button" href={shop.address} target="_blank" rel="noopener">
            Buy at {shop.name}
          </a>
        </p>
        {failed ? (
          <p className="small" role="status">
            The price could not be read just now. It stands in the shop.
          </p>
        ) : null}
      </>
    )
  return (
    <>
      <ProductProvider data={product}>
        <Choice taxName={taxName} demo={demo} />
      </ProductProvider>
      <Cart />
    </>
  )
}
