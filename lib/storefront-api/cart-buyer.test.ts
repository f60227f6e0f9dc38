import { beforeAll, describe, expect, test } from 'vitest'
import { publicIdOf } from '@/lib/cart/token'
import { data } from '@/lib/testing/ask-storefront'
import { testDatabase } from '@/lib/testing/database'
import {
  change,
  createHeadless as create,
  home,
  one,
  quantities,
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

describe('the buyer is forgotten', () => {
  const full = () =>
    create({
      lines: [bags(2), one(voucher)],
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
    deletedId: expect.stringMatching(/Metafield\/\d+\?cart=/),
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

test('metafields of several carts are set together or not at all', async () => {
  const carts = (await Promise.all([1, 2].map(() => create()))).map(({ cart }) => cart.id)
  const set = (...ids: string[]) =>
    change('cartMetafieldsSet', {
      metafields: ids.map((ownerId, n) => ({
        ownerId,
        key: 'custom.n',
        type: 'number_integer',
        value: `${n}`,
      })),
    })
  const values = () =>
    Promise.all(
      carts.map(async (id) => {
        const query = `query ($id: ID!) { cart(id: $id) { metafield(namespace: "custom", key: "n") { value } } }`
        return (await data(query, { id })).cart.metafield?.value
      }),
    )
  const gone = `gid://shopify/Cart/${publicIdOf('x'.repeat(32))}?key=${'x'.repeat(32)}`
  expect(await set(...carts, gone)).toMatchObject({
    metafields: null,
    userErrors: [{ code: 'INVALID_OWNER', elementIndex: 2 }],
  })
  expect(await values()).toEqual([undefined, undefined])
  const backwards = await Promise.all([set(...carts), set(...carts.toReversed()), set(...carts)])
  expect(backwards.flatMap(({ userErrors }) => userErrors)).toEqual([])
  expect(['0 1', '1 0']).toContain((await values()).join(' '))
})
