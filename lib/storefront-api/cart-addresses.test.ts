import { beforeAll, describe, expect, test } from 'vitest'
import { data } from '@/lib/testing/ask-storefront'
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

beforeAll(async () => {
  ;({ bag } = await shopWith({ bag: { stock: 500 } }))
})

const bags = (quantity = 1) => one(bag, quantity)

describe('addresses', () => {
  const addressed = async (...addresses: object[]) =>
    (await create({ lines: [bags()], delivery: { addresses } })).cart
  const shown = ({
    delivery,
  }: {
    delivery: { addresses: { selected: boolean; address: { city: string } }[] }
  }) => delivery.addresses.map(({ selected, address }) => `${address.city}${selected ? '!' : ''}`)

  test('selecting one takes the mark from the others, in whatever order they come', async () => {
    const cart = await addressed({ ...home(), selected: true }, home({ city: 'Napier' }))
    expect(shown(cart)).toEqual(['Tauranga!', 'Napier'])
    const [first, second] = cart.delivery.addresses
    const update = async (...addresses: object[]) =>
      shown((await change('cartDeliveryAddressesUpdate', { cartId: cart.id, addresses })).cart)
    expect(await update({ id: second.id, selected: true })).toEqual(['Tauranga', 'Napier!'])
    expect(await update({ id: first.id, selected: true, ...home({ city: 'Nelson' }) })).toEqual([
      'Nelson!',
      'Napier',
    ])
    expect(await update({ id: second.id, selected: true }, { id: first.id, selected: false })).toEqual([
      'Nelson',
      'Napier!',
    ])
    expect(await update({ id: second.id, selected: false, oneTimeUse: true })).toEqual(['Nelson', 'Napier'])
    const added = await change('cartDeliveryAddressesAdd', {
      cartId: cart.id,
      addresses: [{ ...home(), selected: true, oneTimeUse: true }],
    })
    expect(shown(added.cart)).toEqual(['Nelson', 'Napier', 'Tauranga!'])
    expect(
      added.cart.delivery.addresses.map(({ oneTimeUse }: { oneTimeUse: boolean }) => oneTimeUse),
    ).toEqual([false, true, true])
    const removed = await change('cartDeliveryAddressesRemove', { cartId: cart.id, addressIds: [first.id] })
    expect(shown(removed.cart)).toEqual(['Napier', 'Tauranga!'])
    const query = 'query ($id: ID!) { cart(id: $id) { delivery { addresses(selected: true) { selected } } } }'
    expect((await data(query, { id: cart.id })).cart.delivery.addresses).toEqual([{ selected: true }])
    const replaced = await change('cartDeliveryAddressesReplace', {
      cartId: cart.id,
      addresses: [home({ city: 'Gore' })],
    })
    expect(shown(replaced.cart)).toEqual(['Gore'])
  })

  test('what is missing is named in the order of an address where the check is strict', async () => {
    const { cart } = await create()
    const add = async (address: object) =>
      (await change('cartDeliveryAddressesAdd', { cartId: cart.id, addresses: [address] })).userErrors.map(
        ({ code, field }: { code: string; field: string[] }) => `${code} ${field.join('.')}`,
      )
    const strict = { validationStrategy: 'STRICT' }
    expect(await add({ ...place('AU', { city: ' ' }), ...strict })).toEqual(
      ['lastName', 'address1', 'city', 'provinceCode', 'zip'].map(
        (name) => `ADDRESS_FIELD_IS_REQUIRED addresses.0.address.deliveryAddress.${name}`,
      ),
    )
    const whole = { lastName: 'Rewi', address1: '1 The Strand', city: 'Tauranga', zip: '3110' }
    expect(await add({ ...place('NZ', whole), ...strict })).toEqual([])
    expect(await add({ address: { deliveryAddress: { city: 'Tauranga' } } })).toEqual([
      'INVALID addresses.0.address.deliveryAddress.countryCode',
    ])
    expect(await add({ address: {} })).toEqual(['INVALID addresses.0.address'])
    expect(await add({ address: { copyFromCustomerAddressId: 'gid://shopify/MailingAddress/1' } })).toEqual([
      'INVALID_DELIVERY_ADDRESS_ID addresses.0.address.copyFromCustomerAddressId',
    ])
    expect(await add(home({ zip: '1'.repeat(256) }))).toEqual([
      'ADDRESS_FIELD_IS_TOO_LONG addresses.0.address.deliveryAddress.zip',
    ])
  })

  test('two selected ones, more than twenty and unknown ones are refused, and nothing changes', async () => {
    const cart = await addressed(...Array.from({ length: 19 }, () => home()))
    const cartId = cart.id
    const two = [
      { ...home(), selected: true },
      { ...home(), selected: true },
    ]
    for (const name of ['cartDeliveryAddressesAdd', 'cartDeliveryAddressesReplace'])
      expect((await change(name, { cartId, addresses: two })).userErrors).toMatchObject([
        { code: 'ONLY_ONE_DELIVERY_ADDRESS_CAN_BE_SELECTED', field: ['addresses'] },
      ])
    expect((await create({ delivery: { addresses: two } })).userErrors).toMatchObject([
      { code: 'ONLY_ONE_DELIVERY_ADDRESS_CAN_BE_SELECTED', field: ['input', 'delivery', 'addresses'] },
    ])
    expect(
      (await change('cartDeliveryAddressesAdd', { cartId, addresses: [home(), home()] })).userErrors,
    ).toMatchObject([{ code: 'TOO_MANY_DELIVERY_ADDRESSES' }])
    const foreign = (await addressed(home())).delivery.addresses[0].id
    for (const id of [foreign, cart.id]) {
      const updated = await change('cartDeliveryAddressesUpdate', {
        cartId,
        addresses: [
          { id: cart.delivery.addresses[0].id, selected: true },
          { id, selected: false },
        ],
      })
      expect(updated.userErrors).toMatchObject([
        { code: 'INVALID_DELIVERY_ADDRESS_ID', field: ['addresses', '1', 'id'] },
      ])
      const removed = await change('cartDeliveryAddressesRemove', { cartId, addressIds: [id] })
      expect(removed.userErrors).toMatchObject([
        { code: 'INVALID_DELIVERY_ADDRESS_ID', field: ['addressIds', '0'] },
      ])
    }
    expect((await readHeadless(cartId)).delivery).toEqual(cart.delivery)
  })

  test('changes that meet leave one selected at most', async () => {
    const cart = await addressed(home())
    const results = await Promise.all(
      Array.from({ length: 8 }, () =>
        change('cartDeliveryAddressesAdd', { cartId: cart.id, addresses: [{ ...home(), selected: true }] }),
      ),
    )
    expect(results.flatMap(({ userErrors }) => userErrors)).toEqual([])
    const { addresses } = (await readHeadless(cart.id)).delivery
    expect(addresses).toHaveLength(9)
    expect(addresses.filter(({ selected }: { selected: boolean }) => selected)).toHaveLength(1)
  })
})
