import { beforeAll, expect, test } from 'vitest'
import { ask } from '@/lib/testing/ask-storefront'
import { testDatabase } from '@/lib/testing/database'
import { demoShop } from '@/prisma/factories'
import { example, exampleNames } from './examples'

testDatabase()
beforeAll(demoShop)

/** Names and kinds of everything in an answer, without the values: ids and secrets are new each time. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]))
}

test('each example of /developers is answered as the page shows it', async () => {
  const made = { CART: '', LINE: '' }
  for (const name of exampleNames) {
    const { query, variables, token, answer } = example(name)
    const filled = JSON.stringify(variables ?? {}).replaceAll(
      /"(CART|LINE)"/g,
      (_, word: keyof typeof made) => JSON.stringify(made[word]),
    )
    const result = await ask(query, JSON.parse(filled), { token: token ? 'public' : null })
    expect(shapeOf(result), name).toEqual(shapeOf(answer))
    const { cart } = result.data?.cartCreate ?? {}
    if (cart) Object.assign(made, { CART: cart.id, LINE: cart.lines.nodes[0].id })
  }
  expect(made.LINE).not.toBe('')
})

test('what the page says of errors is so', async () => {
  expect(example('mistake').answer).toMatchObject({ errors: [{ extensions: { code: 'undefinedField' } }] })
  expect((await ask(example('mistake').query)).errors).toEqual(
    (example('mistake').answer as { errors: unknown }).errors,
  )
  expect((await ask(example('refused').query)).errors).toEqual(
    (example('refused').answer as { errors: unknown }).errors,
  )
})
