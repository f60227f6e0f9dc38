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
let cart: string

/** With one of the two sizes there are. */
beforeAll(async () => {
  await demoShop()
  const lines = '[{ merchandiseId: "gid://shopify/ProductVariant/1" }]'
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

const fields = fieldsOf(schema().getType('Product') as GraphQLObjectType)

test.each(fields.map((field) => [field.name, field] as const))(
  'the product of a line has the %s of the whole product',
  async (_, field) => {
    const asked = `{ ${select(field, 3)} }`
    const told = async (query: string) => {
      const answer = await ask(query, {}, { token: 'public' })
      expect(answer.errors).toBeUndefined()
      return answer.data
    }
    const inCart = await told(`{ cart(id: "${cart}") {
      lines(first: 9) { nodes { merchandise { ... on ProductVariant { product ${asked} } } } } } }`)
    const { product } = await told(`{ product(handle: "gut-love") ${asked} }`)
    expect(inCart.cart.lines.nodes[0].merchandise.product).toEqual(product)
  },
)

test('what lines mostly show of it costs no second reading', async () => {
  const read = (asked: string) =>
    countStatements(() =>
      data(`{ cart(id: "${cart}") { lines(first: 9) { nodes {
        merchandise { ... on ProductVariant { title image { url } selectedOptions { value } product { ${asked} } } } } } } }`),
    )
  const few = await read('id handle title vendor')
  const more = await read('variants(first: 9) { nodes { id } } priceRange { minVariantPrice { amount } }')
  expect(more.statements.length).toBe(few.statements.length + 1)
})
