import { createStorefrontApiClient } from '@shopify/storefront-api-client'
import Client from 'shopify-buy'
import { expect, expectPaid, openOrder, pay, signIn, test } from './shop'

// Published clients of the Storefront API, unmodified, against the running shop. They build https addresses from the
// domain they are given; over the fetch that each lets its user choose, this shop is reached where it listens.

const shop = new URL(process.env.SHOP_URL ?? 'http://localhost:3000')
const secure = (url: string | URL) => new URL(url).protocol === 'https:'
const overHttp = (url: string, init?: RequestInit) => {
  expect(secure(url)).toBe(true)
  return fetch(url.replace('https://', 'http://'), init)
}
const apiVersion = '2026-04'

/** A token made in the admin, as its user would. */
async function makeToken(page: import('@playwright/test').Page): Promise<string> {
  await signIn(page)
  await page.goto('/admin/api')
  await page.getByLabel('Name').fill(`Salon ${Date.now()}`)
  await page.getByRole('button', { name: /make a token/i }).click()
  const token = await page
    .getByText(/^[0-9a-f]{32}$/)
    .first()
    .textContent()
  return token ?? ''
}

test('@shopify/storefront-api-client: a cart becomes a paid order that the admin shows', async ({ page }) => {
  const client = createStorefrontApiClient({
    storeDomain: shop.host,
    apiVersion,
    publicAccessToken: await makeToken(page),
    customFetchApi: (url, init) => overHttp(String(url), init),
  })
  const found = await client.request(
    `query Product($handle: String!) { product(handle: $handle) { title variants(first: 1) { nodes { id price { amount } } } } }`,
    { variables: { handle: 'gut-love' } },
  )
  expect(found.errors).toBeUndefined()
  const [variant] = found.data.product.variants.nodes
  const { data, errors } = await client.request(
    `mutation Create($input: CartInput) {
      cartCreate(input: $input) {
        cart { id checkoutUrl totalQuantity cost { totalAmount { amount } } lines(first: 5) { nodes { quantity } } }
        userErrors { field message code }
      }
    }`,
    {
      variables: {
        input: {
          lines: [{ merchandiseId: variant.id, quantity: 2, attributes: [{ key: 'For', value: 'Salon' }] }],
          buyerIdentity: { email: 'salon@example.nz', countryCode: 'NZ' },
        },
      },
    },
  )
  expect(errors).toBeUndefined()
  expect(data.cartCreate.userErrors).toEqual([])
  expect(data.cartCreate.cart.totalQuantity).toBe(2)

  await page.context().clearCookies()
  await page.goto(data.cartCreate.cart.checkoutUrl)
  await pay(page)
  const number = await expectPaid(page)
  const paid = await client.request('query Paid($id: ID!) { cart(id: $id) { id } }', {
    variables: { id: data.cartCreate.cart.id },
  })
  expect(paid.data.cart, 'so that a front end learns of it').toBeNull()
  await signIn(page)
  await openOrder(page, number)
  await expect(page.getByText('salon@example.nz').first()).toBeVisible()
})

test('shopify-buy: products are found, a checkout is filled, changed and paid', async ({ page }) => {
  const client = Client.buildClient(
    { domain: shop.host, storefrontAccessToken: await makeToken(page), apiVersion },
    (url: string, init: RequestInit) => overHttp(url, init),
  )
  const products = await client.product.fetchAll()
  const product = products.find(({ handle }) => handle === 'gut-love')
  const [variant] = product?.variants ?? []
  expect(variant).toBeDefined()
  expect(variant?.price).toMatchObject({ currencyCode: 'NZD' })
  const [picture = { src: '' }] = product?.images ?? []
  const image = await fetch(client.image.helpers.imageForSize(picture, { maxWidth: 50, maxHeight: 50 }))
  expect(image.status).toBe(200)
  const png = Buffer.from(await image.arrayBuffer())
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([50, 50])

  // All that a shop has, with every picture and variant: the dearest of its own queries.
  expect((await client.product.fetchAll(250)).length).toBeGreaterThanOrEqual(products.length)
  const collections = await client.collection.fetchAllWithProducts()
  const collection = collections.find(({ products }) => products.length > 1)
  const whole = await client.collection.fetchWithProducts(collection?.id ?? '', { productsFirst: 250 })
  expect(whole.products.map(({ handle }) => handle)).toEqual(collection?.products.map(({ handle }) => handle))

  const made = await client.checkout.create()
  const filled = await client.checkout.addLineItems(made.id, [{ variantId: variant?.id ?? '', quantity: 3 }])
  expect(filled.lineItems).toHaveLength(1)
  const line = filled.lineItems[0]
  const changed = await client.checkout.updateLineItems(made.id, [{ id: line?.id ?? '', quantity: 1 }])
  expect(changed.lineItems[0]?.quantity).toBe(1)
  expect(Number(changed.totalPrice?.amount)).toBeGreaterThanOrEqual(Number(variant?.price?.amount))
  const again = await client.checkout.fetch(made.id)
  expect(again?.lineItems).toHaveLength(1)

  await page.context().clearCookies()
  await page.goto(again?.webUrl ?? '')
  await pay(page)
  await expectPaid(page)
})
