/** What journeys and tests use of it; the package carries no types. */
declare module 'shopify-buy' {
  type Money = { amount: string; currencyCode: string }
  type LineItem = { id: string; quantity: number }
  type Checkout = { id: string; webUrl: string; totalPrice: Money; lineItems: LineItem[] }
  type Image = { src: string }
  type Size = { maxWidth: number; maxHeight: number }
  type Product = { handle: string; images: Image[]; variants: { id: string; price: Money }[] }
  type Collection = { id: string; handle: string; products: Product[] }
  type Client = {
    image: { helpers: { imageForSize: (image: Image, size: Size) => string } }
    product: { fetchAll: (first?: number) => Promise<Product[]> }
    collection: {
      fetchAllWithProducts: () => Promise<Collection[]>
      fetchWithProducts: (id: string, page: { productsFirst: number }) => Promise<Collection>
    }
    checkout: {
      create: () => Promise<Checkout>
      fetch: (id: string) => Promise<Checkout | null>
      addLineItems: (id: string, lines: { variantId: string; quantity: number }[]) => Promise<Checkout>
      updateLineItems: (id: string, lines: LineItem[]) => Promise<Checkout>
    }
  }
  const Client: {
    buildClient: (
      config: { domain: string; storefrontAccessToken: string; apiVersion?: string },
      fetch?: (url: string, init: RequestInit) => Promise<Response>,
    ) => Client
  }
  export default Client
}
