import { beforeAll, describe, expect, test } from 'vitest'
import { addLines } from '@/lib/cart/add-lines'
import { setDestination } from '@/lib/cart/set-destination'
import { ask, data } from '@/lib/testing/ask-storefront'
import { testDatabase } from '@/lib/testing/database'
import { change, merchandise, quantities, readHeadless } from '@/lib/testing/headless-cart'
import { smallProduct, smallShop } from '@/prisma/factories'

testDatabase()

let bag: bigint
let voucher: bigint

beforeAll(async () => {
  await smallShop()
  bag = (await smallProduct({ handle: 'bag', stock: 500 })).variantId
  voucher = (await smallProduct({ handle: 'voucher', stock: [], price: 2500, sent: false })).variantId
})

const create = (input: object = {}) => change('cartCreate', { input })
const bags = (quantity = 1) => ({ merchandiseId: merchandise(bag), quantity })
const place = (countryCode: string, more: object = {}) => ({
  address: { deliveryAddress: { countryCode, ...more } },
})
const home = (more: object = {}) => place('NZ', { city: 'Tauranga', ...more })
const titles = ({
  deliveryGroups,
}: {
  deliveryGroups: { nodes: { deliveryOptions: { title: string }[] }[] }
}) => deliveryGroups.nodes.map(({ deliveryOptions }) => deliveryOptions.map(({ title }) => title))

describe('buyer identity', () => {
  test('what is left out stays, null takes away, ZZ is no country', async () => {
    const buyerIdentity = {
      email: ' ana@example.nz ',
      phone: '+64 21 123 4567',
      countryCode: 'AU',
      preferences: { wallet: ['shop_pay'] },
    }
    const { cart } = await create({ buyerIdentity })
    const all = {
      email: 'ana@example.nz',
      phone: '+64 21 123 4567',
      countryCode: 'AU',
      customer: null,
      preferences: { wallet: ['shop_pay'] },
    }
    expect(cart.buyerIdentity).toEqual(all)
    const update = async (given: object) =>
      (await change('cartBuyerIdentityUpdate', { cartId: cart.id, buyerIdentity: given })).cart.buyerIdentity
    expect(await update({ phone: null })).toEqual({ ...all, phone: null })
    expect(await update({ countryCode: 'ZZ', email: '' })).toEqual({
      ...all,
      phone: null,
      email: null,
      countryCode: null,
    })
  })

  test('the country of the request is the buyer’s where they name none', async () => {
    const query = (input: string) =>
      `mutation ($country: CountryCode) @inContext(country: $country) { cartCreate(input: ${input}) { cart { buyerIdentity { countryCode } } } }`
    const country = async (input: string, asked: string | null) =>
      (await data(query(input), { country: asked })).cartCreate.cart.buyerIdentity.countryCode
    expect(await country('{}', 'AU')).toBe('AU')
    expect(await country('{ buyerIdentity: { countryCode: NZ } }', 'AU')).toBe('NZ')
    expect(await country('{}', 'ZZ')).toBeNull()
    expect(await country('{}', null)).toBeNull()
  })

  test('nobody has an account, and no e-mail address is made up', async () => {
    const { cart } = await create()
    for (const [given, code, field] of [
      [{ customerAccessToken: 'secret' }, 'INVALID', 'customerAccessToken'],
      [
        { companyLocationId: 'gid://shopify/CompanyLocation/1' },
        'MISSING_CUSTOMER_ACCESS_TOKEN',
        'companyLocationId',
      ],
      [{ email: 'ana' }, 'INVALID', 'email'],
      [{ email: `${'a'.repeat(400)}@example.nz` }, 'INVALID', 'email'],
      [{ phone: 'call me' }, 'INVALID', 'phone'],
      [{ preferences: { wallet: ['x'.repeat(9_000)] } }, 'INVALID', 'preferences'],
    ] as const) {
      const result = await change('cartBuyerIdentityUpdate', { cartId: cart.id, buyerIdentity: given })
      expect(result).toMatchObject({ cart: null, userErrors: [{ code, field: ['buyerIdentity', field] }] })
      const made = await create({ buyerIdentity: given })
      expect(made).toMatchObject({
        cart: null,
        userErrors: [{ code, field: ['input', 'buyerIdentity', field] }],
      })
    }
    expect((await readHeadless(cart.id)).buyerIdentity.email).toBeNull()
  })
})

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
      lines: [{ merchandiseId: merchandise(voucher) }],
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

test('metafields are kept with the cart, replaced by key and deleted', async () => {
  const { cart } = await create({ metafields: [{ key: 'custom.gift', type: 'boolean', value: 'true' }] })
  const set = (...metafields: object[]) =>
    change('cartMetafieldsSet', { metafields: metafields.map((field) => ({ ownerId: cart.id, ...field })) })
  const done = await set(
    { key: 'custom.gift', type: 'boolean', value: 'false' },
    { key: 'own', type: 'single_line_text_field', value: 'x' },
  )
  expect(done).toMatchObject({
    metafields: [
      { namespace: 'custom', key: 'gift', value: 'false' },
      { key: 'own', value: 'x' },
    ],
    userErrors: [],
  })
  const query = `query ($id: ID!) { cart(id: $id) { own: metafield(key: "own") { value }
    metafields(identifiers: [{ namespace: "custom", key: "none" }, { namespace: "custom", key: "gift" }]) { value } } }`
  expect((await data(query, { id: cart.id })).cart).toEqual({
    own: { value: 'x' },
    metafields: [null, { value: 'false' }],
  })
  for (const [field, code] of [
    [{ key: 'custom.n', type: 'number_integer', value: '1.5' }, 'INVALID_VALUE'],
    [{ key: 'custom.n', type: 'taste', value: '1' }, 'INVALID_TYPE'],
    [{ key: 'custom.n', type: 'json', value: '' }, 'BLANK'],
    [{ ownerId: cart.id.split('?')[0], key: 'a.b', type: 'json', value: '1' }, 'INVALID_OWNER'],
    [{ key: 'a.b', type: 'single_line_text_field', value: 'x'.repeat(10_001) }, 'LESS_THAN_OR_EQUAL_TO'],
  ] as const)
    expect(await set(field)).toMatchObject({ metafields: null, userErrors: [{ code, elementIndex: 0 }] })
  const remove = (input: object) => change('cartMetafieldDelete', { input: { ownerId: cart.id, ...input } })
  expect(await remove({ key: 'custom.gift' })).toMatchObject({
    deletedId: expect.stringMatching(/Metafield\/\d+$/),
    userErrors: [],
  })
  expect(await remove({ key: 'custom.gift' })).toMatchObject({
    deletedId: null,
    userErrors: [{ code: 'METAFIELD_DOES_NOT_EXIST' }],
  })
  expect(await remove({ ownerId: 'gid://shopify/Cart/x', key: 'a.b' })).toMatchObject({
    userErrors: [{ code: 'INVALID_OWNER' }],
  })
})

describe('the buyer is forgotten', () => {
  const full = () =>
    create({
      lines: [bags(2), { merchandiseId: merchandise(voucher) }],
      note: 'Behind the shed',
      attributes: [{ key: 'From', value: 'salon' }],
      buyerIdentity: { email: 'ana@example.nz', phone: '+64211234567', countryCode: 'AU' },
      delivery: { addresses: [{ ...home(), selected: true }] },
    })
  const forgotten = {
    note: '',
    attributes: [{ key: 'From', value: 'salon' }],
    buyerIdentity: { countryCode: null, email: null, phone: null },
    delivery: { addresses: [] },
  }

  test('in a clone, which is another cart', async () => {
    const { cart } = await full()
    const clone = (await change('cartClone', { cartId: cart.id })).cart
    expect(clone).toMatchObject(forgotten)
    expect(quantities(clone)).toEqual(quantities(cart))
    await change('cartLinesRemove', { cartId: clone.id, lineIds: [clone.lines.nodes[0].id] })
    expect(await readHeadless(cart.id)).toEqual(cart)
  })

  test('in the cart itself', async () => {
    const { cart } = await full()
    const { cart: left } = await change('cartRemovePersonalData', { cartId: cart.id })
    expect(left).toMatchObject({ id: cart.id, ...forgotten })
    expect(quantities(left)).toEqual(quantities(cart))
  })
})

test('a cart of the shop’s own pages is the same to a front end that has its key', async () => {
  const { token, publicId } = await addLines({ token: null, lines: [{ variantId: bag, quantity: 2 }] })
  const shown = await readHeadless(`gid://shopify/Cart/${publicId}?key=${token}`)
  expect(shown).toMatchObject({
    totalQuantity: 2,
    deliveryGroups: { nodes: [] },
    cost: { totalAmount: { amount: '98.0' } },
  })
  expect((await ask(`{ cart(id: "gid://shopify/Cart/${token}") { id } }`)).data).toEqual({ cart: null })
})
