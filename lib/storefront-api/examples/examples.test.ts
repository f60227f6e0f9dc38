import { beforeAll, expect, test } from 'vitest'
import { ask } from '@/lib/testing/ask-storefront'
import { testDatabase } from '@/lib/testing/database'
import { demoShop } from '@/prisma/factories'
import { example, exampleNames } from './examples'

testDatabase()
beforeAll(demoShop)

const site = 'https://shop.example.nz'

/** Names and kinds of everything in an answer, without the values: ids and secrets are new each time. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]))
}

test('each example of /developers is answered as the page shows it', async () => {
  const made = { CART: '', LINE: '' }
  for (const name of exampleNames) {
    const { query, variables, token, answer } = example(name, site)
    const filled = JSON.stringify(variables ?? {}).replaceAll(
      /"(CART|LINE)"/g,
      (_, word: keyof typeof made) => JSON.stringify(made[word]),
    )
    const result = await ask(query, JSON.parse(filled), { token: token ? 'public' : null })
    expect(shapeOf(result), name).toEqual(shapeOf(answer))
    // A picture's address and size are no secret, and the same for everybody.
    const picture = (of: unknown) =>
      /"featuredImage":\{"url":"https?:\/\/[^/]+(.*?)\}/.exec(JSON.stringify(of))?.[1]
    expect(picture(result), name).toBe(picture(answer))
    const { cart } = result.data?.cartCreate ?? {}
    if (cart) Object.assign(made, { CART: cart.id, LINE: cart.lines.nodes[0].id })
  }
  expect(made.LINE).not.toBe('')
})

test('what the page says of errors is so', async () => {
  expect(example('mistake', site).answer).toMatchObject({
    errors: [{ extensions: { code: 'undefinedField' } }],
  })
  expect((await ask(example('mistake', site).query)).errors).toEqual(
    (example('mistake', site).answer as { errors: unknown }).errors,
  )
  expect((await ask(example('refused', site).query)).errors).toEqual(
    (example('refused', site).answer as { errors: unknown }).errors,
  )
})

test('the addresses in the answers are those of the shop that shows them', () => {
  const shown = exampleNames.map((name) => JSON.stringify(example(name, site).answer)).join('\n')
  const origins = [...shown.matchAll(/"(?:url|checkoutUrl)":"(https?:\/\/[^/"]+)/g)].map(
    ([, origin]) => origin,
  )
  expect(origins).toEqual([site, site])
  expect(shown).not.toContain('localhost')
})
