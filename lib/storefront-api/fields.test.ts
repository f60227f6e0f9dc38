import {
  type GraphQLField,
  type GraphQLOutputType,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { beforeAll, describe, expect, test } from 'vitest'
import { ask, data } from '@/lib/testing/ask-storefront'
import { testDatabase } from '@/lib/testing/database'
import { sampleArguments } from '@/lib/testing/sample-arguments'
import { demoShop } from '@/prisma/factories'
import { schema } from './schema/schema'

testDatabase()
let cart: string

/** With everything in it that a cart can hold. */
beforeAll(async () => {
  await demoShop()
  const input = `{ lines: [{ merchandiseId: "gid://shopify/ProductVariant/1" }],
    metafields: [{ key: "label.serving_size", type: "json", value: "1" }], buyerIdentity: { preferences: { delivery: {
      deliveryMethod: [SHIPPING], coordinates: { latitude: 1.5, longitude: 2.5, countryCode: NZ } } } },
    delivery: { addresses: [{ selected: true, address: { deliveryAddress: { countryCode: NZ } } }] } }`
  cart = (await data(`mutation { cartCreate(input: ${input}) { cart { id } } }`)).cartCreate.cart.id
})

describe('every field that can be selected has an answer', () => {
  const handles: Record<string, string> = {
    Page: '"about"',
    Blog: '"journal"',
    Collection: '"the-powder-and-the-book"',
    Menu: '"footer"',
    Article: '"thirty-plants-without-a-list"',
  }
  /** What this shop has none of is null. */
  const none = new Set(['metaobject'])
  const given = (field: GraphQLField<unknown, unknown>, type: string) => {
    const wanted = field.args.filter(
      ({ name, type: wanted }) =>
        name === 'first' ||
        (name === 'handle' && type !== 'Metaobject') ||
        name === 'productHandle' ||
        isNonNullType(wanted),
    )
    const value = (name: string) =>
      name === 'handle'
        ? (handles[type] ?? sampleArguments.handle)
        : name === 'id' && type === 'Cart'
          ? `"${cart}"`
          : name === 'id'
            ? `"gid://shopify/${type === 'Node' ? 'Product' : type}/1"`
            : type === 'MetaobjectConnection' && name === 'type'
              ? '"note"'
              : sampleArguments[name]
    return wanted.length > 0 ? `(${wanted.map(({ name }) => `${name}: ${value(name)}`).join(', ')})` : ''
  }
  const opened = new Set(['BaseCartLine', 'Merchandise', 'CartAddress', 'DeliveryAddress'])
  /** Everything below a type, each type once: that is within the limits of a query. */
  const select = (type: GraphQLOutputType, seen: Set<string>, depth = 0): string => {
    const named = getNamedType(type)
    if (!isCompositeType(named)) return ''
    if (isAbstractType(named) && opened.has(named.name)) {
      const possible = schema().getPossibleTypes(named)
      return `{ ${possible.map((type) => `... on ${type.name} ${select(type, seen, depth)}`).join(' ')} }`
    }
    if (!isObjectType(named) || seen.has(named.name) || depth > 11) return '{ __typename }'
    seen.add(named.name)
    const fields = Object.values(named.getFields()).map(
      (field) =>
        `${field.name}${given(field, getNamedType(field.type).name)} ${select(field.type, seen, depth + 1)}`,
    )
    return `{ __typename ${fields.join(' ')} }`
  }
  const roots = schema().getQueryType()?.getFields() ?? {}

  test.each(Object.values(roots).map((field) => [field.name, field] as const))('%s', async (_, field) => {
    const type = getNamedType(field.type)
    const query = `{ ${field.name}${given(field, type.name)} ${select(field.type, new Set())} }`
    const result = await ask(query, {}, { token: 'public' })
    expect(result.errors ?? []).toEqual([])
    if (none.has(field.name)) expect(result.data).toEqual({ [field.name]: null })
    else expect(result.data).not.toEqual({ [field.name]: null })
  })
})
