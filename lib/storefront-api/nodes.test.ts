import { beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { ask, data } from '@/lib/testing/ask-storefront'
import { countStatements } from '@/lib/testing/count-statements'
import { testDatabase } from '@/lib/testing/database'
import { change, createHeadless, one, readHeadless } from '@/lib/testing/headless-cart'
import { demoShop } from '@/prisma/factories'
import { schema } from './schema/schema'

testDatabase()

const found: Record<string, string[]> = {}
let cartId: string

const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }'
const nodes = async (...ids: string[]) => (await data(query, { ids })).nodes

/** Ids as the fields that lead to each type tell them. */
beforeAll(async () => {
  await demoShop()
  await db().redirect.create({ data: { path: '/old', target: '/pages/about' } })
  const { cart } = await createHeadless({
    lines: [one('gid://shopify/ProductVariant/1')],
    buyerIdentity: { email: 'ana@example.nz' },
    metafields: [{ key: 'custom.gift', type: 'boolean', value: 'true' }],
  })
  cartId = cart.id
  const answers = await data(
    `query ($cart: ID!) {
      cart(id: $cart) { id lines(first: 1) { nodes { id } } metafield(namespace: "custom", key: "gift") { id } }
      products(first: 50) { nodes { id media(first: 5) { nodes { id } } options { id optionValues { id } }
        variants(first: 2) { nodes { id } } metafield(namespace: "label", key: "serving_size") { id } } }
      collections(first: 5) { nodes { id } } articles(first: 2) { nodes { id } } pages(first: 2) { nodes { id } }
      blogs(first: 2) { nodes { id } } menu(handle: "footer") { id items { id items { id } } }
      urlRedirects(first: 1) { nodes { id } } shop { id privacyPolicy { id } } }`,
    { cart: cartId },
  )
  const collect = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return
    for (const [key, inner] of Object.entries(value)) {
      const [, type] = key === 'id' ? (/^gid:\/\/shopify\/(\w+)\//.exec(inner) ?? []) : []
      if (type) found[type] = [...(found[type] ?? []), inner]
      else collect(inner)
    }
  }
  collect(answers)
})

/** Of these there is none in this shop, or none that is shown to whoever has no more than its id. */
const none = [
  'AppliedGiftCard',
  'ComponentizableCartLine',
  'ExternalVideo',
  'Location',
  'MailingAddress',
  'Metaobject',
  'Model3d',
  'TaxonomyCategory',
  'Video',
]

test('whatever has an id is found by it, all that is of one type in a few statements', async () => {
  const type = schema().getType('Node')
  if (!type || !('getFields' in type)) throw new Error('there is no Node')
  const types = schema()
    .getPossibleTypes(type as Parameters<ReturnType<typeof schema>['getPossibleTypes']>[0])
    .map(({ name }) => name)
  expect([...Object.keys(found), ...none].sort()).toEqual(types.sort())
  for (const [name, ids] of Object.entries(found)) {
    const some = [...new Set(ids)].slice(0, 100)
    const { result, statements } = await countStatements(() => nodes(...some))
    expect(result, name).toEqual(some.map((id) => ({ __typename: name, id })))
    expect(statements.length, `${name}\n${statements.join('\n')}`).toBeLessThanOrEqual(6)
  }
})

test('fields are answered as they are elsewhere', async () => {
  const [value] = found.ProductOptionValue ?? []
  const [item] = found.MenuItem ?? []
  const [field] = found.Metafield ?? []
  const [media] = found.MediaImage ?? []
  const answer = await data(
    `{ value: node(id: "${value}") { ... on ProductOptionValue { name firstSelectableVariant { id } } }
       item: node(id: "${item}") { ... on MenuItem { title url } }
       field: node(id: "${field}") { ... on Metafield { key value } }
       media: node(id: "${media}") { ... on MediaImage { image { url width } } } }`,
  )
  expect(answer).toMatchObject({
    value: {
      name: expect.stringMatching(/./),
      firstSelectableVariant: { id: expect.stringMatching(/Variant/) },
    },
    item: { title: expect.stringMatching(/./), url: expect.stringMatching(/^http/) },
    field: { key: expect.stringMatching(/./), value: expect.stringMatching(/./) },
    media: { image: { url: expect.stringMatching(/^http/), width: expect.any(Number) } },
  })
})

test('a cart shows what its own query shows: without the key nothing of the buyer’s', async () => {
  const email = async (id: string) =>
    (await data(`{ node(id: "${id}") { ... on Cart { totalQuantity buyerIdentity { email } } } }`)).node
  expect(await email(cartId)).toEqual({ totalQuantity: 1, buyerIdentity: { email: 'ana@example.nz' } })
  const [closed = ''] = cartId.split('?')
  expect(await email(closed)).toEqual({ totalQuantity: 1, buyerIdentity: { email: null } })
  const cart = await readHeadless(cartId)
  const line = cart.lines.nodes[0].id
  expect(await nodes(line, line.replace(/[\da-f]{8}/, '00000000'), line.split('?')[0])).toEqual([
    { __typename: 'CartLine', id: line },
    null,
    null,
  ])
  const set = await change('cartMetafieldDelete', { input: { ownerId: cartId, key: 'custom.gift' } })
  expect(await nodes(set.deletedId)).toEqual([null])
})

test('metafields of what is not published, and things of many carts, are not read', async () => {
  const hidden = await db().product.findFirstOrThrow({ where: { status: 'active' } })
  const field = await db().metafield.create({
    data: { owner: 'product', ownerId: hidden.id, namespace: 'x', key: 'y', type: 'json', value: '1' },
  })
  const id = `gid://shopify/Metafield/${field.id}`
  expect(await nodes(id)).toEqual([{ __typename: 'Metafield', id }])
  await db().product.update({ where: { id: hidden.id }, data: { status: 'draft' } })
  expect(await nodes(id)).toEqual([null])
  const carts = Array.from({ length: 6 }, (_, n) => `gid://shopify/Cart/${String(n).repeat(32)}`)
  expect(await nodes(...carts.slice(1))).toEqual([null, null, null, null, null])
  const { errors } = await ask(query, { ids: carts })
  expect(errors).toMatchObject([{ extensions: { code: 'INVALID_FIELD_ARGUMENTS' } }])
})
