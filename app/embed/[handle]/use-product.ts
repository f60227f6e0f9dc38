import { useShop } from '@shopify/hydrogen-react'
import type { Product } from '@shopify/hydrogen-react/storefront-api-types'
import { useEffect, useState } from 'react'

/** The one that this hydrogen-react speaks. */
export const apiVersion = '2026-04'

const query = `query EmbeddedProduct($handle: String!) {
  product(handle: $handle) {
    id
    title
    variants(first: 250) {
      nodes {
        id
        title
        availableForSale
        selectedOptions { name value }
        price { amount currencyCode }
        compareAtPrice { amount currencyCode }
      }
    }
  }
}`

/** The product as the shop's API tells of it, live. `failed`: it could not be read, or there is none any more. */
export function useProductOfShop(handle: string): { product: Product | null; failed: boolean } {
  const { getStorefrontApiUrl, getPublicTokenHeaders } = useShop()
  const [state, setState] = useState<{ product: Product | null; failed: boolean }>({
    product: null,
    failed: false,
  })
  const address = getStorefrontApiUrl()
  const headers = JSON.stringify(getPublicTokenHeaders({ contentType: 'json' }))
  useEffect(() => {
    const stop = new AbortController()
    const read = async () => {
      const answer = await fetch(address, {
        method: 'POST',
        headers: JSON.parse(headers),
        body: JSON.stringify({ query, variables: { handle } }),
        signal: stop.signal,
      })
      const { data } = (await answer.json()) as { data?: { product?: Product | null } | null }
      setState({ product: data?.product ?? null, failed: !data?.product })
    }
    read().catch(() => {
      if (!stop.signal.aborted) setState({ product: null, failed: true })
    })
    return () => stop.abort()
  }, [address, headers, handle])
  return state
}
