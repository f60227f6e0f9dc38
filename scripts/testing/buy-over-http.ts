import { visitor } from './visitor'

/**
 * Buys the first product of a shop as a person without JavaScript does, and pays at the Stripe stand-in.
 * @param shopUrl origin of a running shop
 * @returns address of the order page
 * @throws when a step does not lead to the next one
 */
export async function buyOverHttp(shopUrl: string): Promise<string> {
  const { go, press, page } = visitor(shopUrl)
  const list = await go(`${shopUrl}/products`)
  const product = /href="(\/products\/[^"#?]+)"/.exec(list.html)?.[1]
  if (!product) throw new Error(`No product is listed at ${list.url} (${list.status})`)
  await go(product)
  await press('Add to cart')
  await go(`${shopUrl}/cart`)
  await press('Check out')
  await press('Fill in test details')
  await press('Pay')
  const { url, status } = page()
  if (!new URL(url).pathname.startsWith('/orders/') || status !== 200)
    throw new Error(`Paying led to ${url} (${status})`)
  return url
}
