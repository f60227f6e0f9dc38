import { beforeAll, describe, expect, test } from 'vitest'
import { addLines } from '@/lib/cart/add-lines'
import { setDestination } from '@/lib/cart/set-destination'
import { ask } from '@/lib/testing/ask-storefront'
import { testDatabase } from '@/lib/testing/database'
import {
  change,
  createHeadless as create,
  home,
  one,
  place,
  readHeadless,
  shopWith,
} from '@/lib/testing/headless-cart'

testDatabase()

let bag: string
let voucher: string

beforeAll(async () => {
  ;({ bag, voucher } = await shopWith({
    bag: { stock: 500 },
    voucher: { stock: [], price: 2500, sent: false },
  }))
})

const bags = (quantity = 1) => one(bag, quantity)
const titles = ({
  deliveryGroups,
}: {
  deliveryGroups: { nodes: { deliveryOptions: { title: string }[] }[] }
}) => deliveryGroups.nodes.map(({ deliveryOptions }) => deliveryOptions.map(({ title }) => title))

describe('delivery', () => {
  test('is offered once there is a selected address and something to send, the cheapest way first', async () => {
    const { cart } = await create({ lines: [bags()], buyerIdentity: { countryCode: 'NZ' } })
    expect(cart).toMatchObject({ deliveryGroups: { nodes: [] }, cost: { totalAmount: { amount: '49.0' } } })
    const added = await change('cartDeliveryAddressesAdd', { cartId: cart.id, addresses: [home()] })
    expect(added.cart.deliveryGroups.nodes).toEqual([])
    const selected = await change('cartDeliveryAddressesAdd', {
      cartId: cart.id,
      addresses: [{ ...home(), selected: true }],
    })
    expect(titles(selected.cart)).toEqual([['Courier', 'Overnight']])
    expect(selected.cart).toMatchObject({
      cost: { subtotalAmount: { amount: '49.0' }, totalAmount: { amount: '55.5' } },
      deliveryGroups: {
        nodes: [
          {
            groupType: 'ONE_TIME_PURCHASE',
            deliveryAddress: { city: 'Tauranga', countryCodeV2: 'NZ' },
            selectedDeliveryOption: { title: 'Courier', estimatedCost: { amount: '6.5' } },
            cartLines: { nodes: [{ id: cart.lines.nodes[0].id }] },
          },
        ],
      },
    })
    const only = await create({
      lines: [one(voucher)],
      delivery: { addresses: [{ ...home(), selected: true }] },
    })
    expect(only.cart).toMatchObject({
      deliveryGroups: { nodes: [] },
      cost: { totalAmount: { amount: '25.0' } },
    })
  })

  test('the address decides the country, and a country without a zone has no way', async () => {
    const { cart } = await create({
      lines: [bags(4)],
      delivery: { addresses: [{ ...place('AU'), selected: true }] },
    })
    expect(titles(cart)).toEqual([['Parcel']])
    expect(cart.cost.totalAmount.amount).toBe('224.0')
    const cartId = cart.id
    const nowhere = await change('cartDeliveryAddressesReplace', {
      cartId,
      addresses: [{ ...place('FR'), selected: true }],
    })
    expect(nowhere.cart).toMatchObject({
      deliveryGroups: { nodes: [{ deliveryOptions: [], selectedDeliveryOption: null }] },
      cost: { totalAmount: { amount: '196.0' } },
    })
  })

  test('another way is chosen by its handle; one that does not fit is refused', async () => {
    const { cart } = await create({
      lines: [bags()],
      delivery: { addresses: [{ ...home(), selected: true }] },
    })
    const [group] = cart.deliveryGroups.nodes
    const choose = (deliveryGroupId: string, deliveryOptionHandle: string) =>
      change('cartSelectedDeliveryOptionsUpdate', {
        cartId: cart.id,
        selectedDeliveryOptions: [{ deliveryGroupId, deliveryOptionHandle }],
      })
    const chosen = await choose(group.id, group.deliveryOptions[1].handle)
    expect(chosen.cart).toMatchObject({
      cost: { totalAmount: { amount: '61.0' } },
      deliveryGroups: { nodes: [{ selectedDeliveryOption: { title: 'Overnight' } }] },
    })
    for (const handle of ['3', 'x', '']) {
      expect(await choose(group.id, handle)).toMatchObject({
        cart: null,
        userErrors: [
          {
            code: 'INVALID_DELIVERY_OPTION',
            field: ['selectedDeliveryOptions', '0', 'deliveryOptionHandle'],
          },
        ],
      })
    }
    for (const id of [`gid://shopify/CartDeliveryGroup/${'0'.repeat(32)}`, cart.id]) {
      expect(await choose(id, group.deliveryOptions[0].handle)).toMatchObject({
        userErrors: [
          { code: 'INVALID_DELIVERY_GROUP', field: ['selectedDeliveryOptions', '0', 'deliveryGroupId'] },
        ],
      })
    }
    expect((await readHeadless(cart.id)).cost.totalAmount.amount).toBe('61.0')
  })

  test('a country chosen in the shop’s own cart takes the mark from an address elsewhere', async () => {
    const { cart } = await create({
      lines: [bags()],
      delivery: { addresses: [{ ...home(), selected: true }] },
    })
    await setDestination({ token: cart.id.split('key=')[1], countryCode: 'AU', rateId: null })
    expect((await readHeadless(cart.id)).delivery.addresses).toMatchObject([{ selected: false }])
  })
})

test('a cart of the shop’s own pages is the same to a front end that has its key', async () => {
  const { token, publicId } = await addLines({
    token: null,
    lines: [{ variantId: BigInt(bag.split('/').at(-1) ?? 0), quantity: 2 }],
  })
  const shown = await readHeadless(`gid://shopify/Cart/${publicId}?key=${token}`)
  expect(shown).toMatchObject({
    totalQuantity: 2,
    deliveryGroups: { nodes: [] },
    cost: { totalAmount: { amount: '98.0' } },
  })
  expect((await ask(`{ cart(id: "gid://shopify/Cart/${token}") { id } }`)).data).toEqual({ cart: null })
})
