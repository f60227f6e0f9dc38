import { schema } from '@/lib/storefront-api/schema/schema'
import { smallProduct, smallShop } from '@/prisma/factories'
import { ask, data } from './ask-storefront'

// Carts as a front end of somebody else's asks for them.

const money = '{ amount currencyCode }'

export const cartFields = `id checkoutUrl totalQuantity note attributes { key value }
  buyerIdentity { countryCode email phone customer { id } preferences { wallet } }
  cost { subtotalAmount ${money} totalAmount ${money} checkoutChargeAmount ${money} totalTaxAmount ${money} }
  delivery { addresses { id selected oneTimeUse address { ... on CartDeliveryAddress { address1 city countryCode } } } }
  deliveryGroups(first: 10) { nodes { id groupType deliveryAddress { city countryCodeV2 }
    selectedDeliveryOption { handle title estimatedCost ${money} }
    deliveryOptions { handle title estimatedCost ${money} } cartLines(first: 250) { nodes { id } } } }
  appliedGiftCards { id } discountCodes { code applicable }
  lines(first: 250) { nodes { id quantity attributes { key value } cost { totalAmount ${money} }
    merchandise { ... on ProductVariant { id title product { handle tags } } } } }`

const answers = (name: string) =>
  name === 'cartMetafieldsSet'
    ? 'metafields { id namespace key value } userErrors { code field message elementIndex }'
    : name === 'cartMetafieldDelete'
      ? 'deletedId userErrors { code field message }'
      : `cart { ${cartFields} } userErrors { code field message } warnings { code message target }`

function mutation(name: string): string {
  const args = schema().getMutationType()?.getFields()[name]?.args ?? []
  const [given, handed] = [
    args.map((arg) => `$${arg.name}: ${arg.type}`).join(', '),
    args.map((arg) => `${arg.name}: $${arg.name}`).join(', '),
  ]
  return `mutation (${given}) { ${name}(${handed}) { ${answers(name)} } }`
}

/** Runs one mutation of a cart and selects what clients do. */
export const change = async (name: string, args: Record<string, unknown> = {}) =>
  (await data(mutation(name), args))[name]

/** The same where it may be refused as a whole. */
export const tryChange = (name: string, args: Record<string, unknown> = {}) => ask(mutation(name), args)

export const readHeadless = async (id: string) =>
  (await data(`query ($id: ID!) { cart(id: $id) { ${cartFields} } }`, { id })).cart

export const merchandise = (variantId: bigint) => `gid://shopify/ProductVariant/${variantId}`

type Goods = Omit<Parameters<typeof smallProduct>[0], 'handle'>

/** A small shop that sells these, by their handles. @returns what lines name each of them by */
export async function shopWith<Name extends string>(
  goods: Record<Name, Goods>,
): Promise<Record<Name, string>> {
  await smallShop()
  const made: Partial<Record<Name, string>> = {}
  for (const handle of Object.keys(goods) as Name[])
    made[handle] = merchandise((await smallProduct({ handle, ...goods[handle] })).variantId)
  return made as Record<Name, string>
}

export const addLinesTo = (cartId: string, ...lines: object[]) => change('cartLinesAdd', { cartId, lines })

export const updateLinesOf = (cartId: string, ...lines: object[]) =>
  change('cartLinesUpdate', { cartId, lines })

/** "2 bag", line by line. */
export const quantities = (cart: {
  lines: { nodes: { quantity: number; merchandise: { product: { handle: string } } }[] }
}) => cart.lines.nodes.map((line) => `${line.quantity} ${line.merchandise.product.handle}`)

export const createHeadless = (input: object = {}) => change('cartCreate', { input })

/** As inputs name things. */
export const one = (merchandiseId: string, quantity = 1) => ({ merchandiseId, quantity })

export const named = (key: string, value: string) => ({ key, value })

export const place = (countryCode: string, more: object = {}) => ({
  address: { deliveryAddress: { countryCode, ...more } },
})

export const home = (more: object = {}) => place('NZ', { city: 'Tauranga', ...more })
