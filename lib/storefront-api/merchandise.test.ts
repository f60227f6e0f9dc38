import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isCompositeType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { beforeAll, expect, test } from 'vitest'
import { ask, data } from '@/lib/testing/ask-storefront'
import { countStatements } from '@/lib/testing/count-statements'
import { testDatabase } from '@/lib/testing/database'
import { sampleArguments } from '@/lib/testing/sample-arguments'
import { demoShop } from '@/prisma/factories'
import { schema } from './schema/schema'

testDatabase()
const variantId = 'gid://shopify/ProductVariant/1'
let cart: string

/** With one of the two sizes there are. */
beforeAll(async () => {
  await demoShop()
  const lines = `[{ merchandiseId: "${variantId}" }]`
  cart = (await data(`mutation { cartCreate(input: { lines: ${lines} }) { cart { id } } }`)).cartCreate.cart
    .id
})

type Field = GraphQLField<unknown, unknown>

const fieldsOf = (type: GraphQLOutputType): Field[] => {
  const named = getNamedType(type)
  return isObjectType(named) ? Object.values(named.getFields()) : []
}

/** A field and all below it, so many steps deep; none where it needs what is no sample. */
function select({ name, type, args }: Field, depth: number): string {
  if (isCompositeType(getNamedType(type)) && depth === 0) return ''
  if (args.some((arg) => isNonNullType(arg.type) && !sampleArguments[arg.name])) return ''
  const given = args.flatMap((arg) =>
    sampleArguments[arg.name] ? `${arg.name}: ${sampleArguments[arg.name]}` : [],
  )
  const below = fieldsOf(type).map((field) => select(field, depth - 1))
  const inner = isCompositeType(getNamedType(type)) ? `{ __typename ${below.join(' ')} }` : ''
  return `${name}${given.length > 0 ? `(${given.join(', ')})` : ''} ${inner}`
}

const told = async (query: string) => {
  const answer = await ask(query, {}, { token: 'public' })
  expect(answer.errors).toBeUndefined()
  return answer.data
}

const inCart = async (asked: string) =>
  (
    await told(`{ cart(id: "${cart}") { lines(first: 9) { nodes {
      merchandise { ... on ProductVariant ${asked} } } } } }`)
  ).cart.lines.nodes[0].merchandise

const allOf = (type: string) =>
  fieldsOf(schema().getType(type) as GraphQLObjectType).map((field) => [field.name, field] as const)

test.each(allOf('Product'))('the product of a line has the %s of the whole product', async (_, field) => {
  const asked = `{ ${select(field, 3)} }`
  const { product } = await told(`{ product(handle: "gut-love") ${asked} }`)
  expect((await inCart(`{ product ${asked} }`)).product).toEqual(product)
})

test.each(allOf('ProductVariant'))('what a line is of has the %s of the whole variant', async (_, field) => {
  const asked = `{ ${select(field, 2)} }`
  const { node } = await told(`{ node(id: "${variantId}") { ... on ProductVariant ${asked} } }`)
  expect(await inCart(asked)).toEqual(node)
})

test('what is only sold as it is has the one option that clients expect', async () => {
  const lines = '[{ merchandiseId: "gid://shopify/ProductVariant/3" }]'
  const { cartCreate } = await told(`mutation { cartCreate(input: { lines: ${lines} }) { cart {
    lines(first: 9) { nodes { merchandise { ... on ProductVariant { title selectedOptions { name value } } } } } } } }`)
  expect(cartCreate.cart.lines.nodes[0].merchandise).toEqual({
    title: 'Default Title',
    selectedOptions: [{ name: 'Title', value: 'Default Title' }],
  })
})

test('what lines mostly show costs no reading of products', async () => {
  const statements = async (asked: string) => {
    const { statements } = await countStatements(() => inCart(`{ ${asked} }`))
    return statements.length
  }
  const line = 'title sku image { url } price { amount } availableForSale selectedOptions { value }'
  const alone = await statements('id')
  expect(await statements(`${line} product { id handle title vendor }`)).toBe(alone)
  expect(await statements(`${line} product { tags priceRange { minVariantPrice { amount } } }`)).toBe(
    alone + 1,
  )
})
