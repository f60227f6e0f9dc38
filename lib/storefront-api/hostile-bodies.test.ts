import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '@/lib/testing/database'
import { demoShop } from '@/prisma/factories'
import { answerPost } from './http'

testDatabase()
beforeAll(demoShop)

const url = 'http://localhost:3000/api/2026-04/graphql.json'
const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  answerPost(
    new Request(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } }),
    '2026-04',
  )
const ask = async (query: string, variables?: unknown) =>
  (await post(JSON.stringify({ query, variables }))).json()

const many = (count: number, part: (nth: number) => string) =>
  Array.from({ length: count }, (_, nth) => part(nth)).join(' ')
const refused = async (query: string) => (await ask(query)).errors?.[0]?.extensions?.code

test('10 MB', async () => {
  expect((await post(JSON.stringify({ query: 'x'.repeat(10_000_000) }))).status).toBe(413)
})

test('a batch, a form, bytes that are no UTF-8, an empty body', async () => {
  expect((await post('[{"query":"{ shop { name } }"}]')).status).toBe(400)
  expect(
    (await post('query={shop{name}}', { 'content-type': 'application/x-www-form-urlencoded' })).status,
  ).toBe(415)
  expect((await post(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]))).status).toBe(400)
  expect((await post('')).status).toBe(400)
})

test('a body without an end is read no further than a body may be long', async () => {
  let sent = 0
  const endless = new ReadableStream({
    pull(controller) {
      sent += 65_536
      controller.enqueue(new Uint8Array(65_536).fill(32))
    },
  })
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    body: endless,
    duplex: 'half',
    headers: { 'content-type': 'application/json' },
  }
  expect((await answerPost(new Request(url, init), '2026-04')).status).toBe(413)
  expect(sent).toBeLessThan(1_000_000)
})

test('bytes that are no UTF-8 inside a text are not guessed at', async () => {
  const body = Buffer.concat([
    Buffer.from('{"query":"{ shop { name } } # '),
    Buffer.from([0xc3, 0x28, 0xff]),
    Buffer.from('"}'),
  ])
  const response = await post(body)
  expect(response.status).toBe(400)
  expect(await response.json()).toEqual({ errors: 'The body is not UTF-8' })
  expect((await post('{"query":"{ shop { name } } # Māori, 漢字, \uFFFD"}')).status).toBe(200)
})

test('more aliases, fields, depth, roots or objects than any client asks for', async () => {
  const deep = (levels: number): string =>
    levels === 0 ? 'title' : `variants(first: 1) { nodes { product { ${deep(levels - 1)} } } }`
  expect(await refused(`{ shop { ${many(61, (nth) => `a${nth}: name`)} } }`)).toBe('MAX_COMPLEXITY_EXCEEDED')
  expect(await refused(`{ ${many(21, () => 'shop { name }')} }`)).toBe('MAX_COMPLEXITY_EXCEEDED')
  expect(await refused(`{ product(handle: "gut-love") { ${deep(5)} } }`)).toBe('MAX_COMPLEXITY_EXCEEDED')
  expect(
    await refused(
      '{ collections(first: 250) { nodes { products(first: 250) { nodes { variants(first: 250) { nodes { id } } } } } } }',
    ),
  ).toBe('MAX_COMPLEXITY_EXCEEDED')
  expect(
    await refused(
      `{ shop { ${many(16, () => '...names')} } } fragment names on Shop { ${many(100, () => 'name')} }`,
    ),
  ).toBe('MAX_COMPLEXITY_EXCEEDED')
})

test('fragments in each other, which double with every level, are measured once', async () => {
  const levels = Array.from(
    { length: 29 },
    (_, nth) => `fragment F${nth} on QueryRoot { ...F${nth + 1} ... on QueryRoot { ...F${nth + 1} } }`,
  )
  const { errors, data } = await ask(`{ ...F0 } ${levels.join(' ')} fragment F29 on QueryRoot { __typename }`)
  // Half a billion names for one field.
  expect(errors?.[0].extensions.code ?? data).toBe('MAX_COMPLEXITY_EXCEEDED')
  const roots = `{ ...many } fragment many on QueryRoot { ${many(21, () => 'shop { name }')} }`
  expect(await refused(roots)).toBe('MAX_COMPLEXITY_EXCEEDED')
})

test('a page counts as large as it is, by default, by variable and beside a null', async () => {
  const inner = 'nodes { products(first: $n) { nodes { variants(first: $n) { nodes { id } } } }'
  expect(await refused(`query ($n: Int = 250) { collections(first: $n) { ${inner} } } }`)).toBe(
    'MAX_COMPLEXITY_EXCEEDED',
  )
  const beside = inner.replaceAll('first: $n', 'first: null, last: 250')
  expect(await refused(`{ collections(first: null, last: 250) { ${beside} } } }`)).toBe(
    'MAX_COMPLEXITY_EXCEEDED',
  )
})

test('a list of ids counts for as many things as it names', async () => {
  const lists = many(9, (nth) => `p${nth}: products(first: 1) { nodes { id } }`)
  const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Collection { ${lists} } } }`
  const ids = Array.from({ length: 250 }, () => 'gid://shopify/Collection/1')
  expect((await ask(query, { ids })).errors?.[0]?.extensions?.code).toBe('MAX_COMPLEXITY_EXCEEDED')
  expect((await ask(query, { ids: ids.slice(0, 2) })).errors).toBeUndefined()
  expect(await refused(query.replace('($ids: [ID!]!)', '').replace('$ids', JSON.stringify(ids)))).toBe(
    'MAX_COMPLEXITY_EXCEEDED',
  )
})

test('a text that no database could hold is refused by name, and nothing of it reaches the log', async () => {
  const query =
    'query ($tag: String) { search(query: "gut", first: 1, productFilters: [{ tag: $tag }]) { totalCount } }'
  for (const tag of ['a\0b', '\ud83c'])
    expect((await ask(query, { tag })).errors).toMatchObject([
      {
        message: 'tag holds a character that no text has.',
        path: ['search', 'productFilters', '0', 'tag'],
      },
    ])
})

test('lists in lists in lists, and many large texts, are too much', async () => {
  const nest = (levels: number): string =>
    levels === 0 ? 'title' : `blog { articles(first: 9) { nodes { ${nest(levels - 1)} } } }`
  expect(await refused(`{ articles(first: 9) { nodes { ${nest(3)} } } }`)).toBe('MAX_COMPLEXITY_EXCEEDED')
  const texts = many(20, (nth) => `a${nth}: contentHtml`)
  expect(await refused(`{ articles(first: 250) { nodes { ${texts} } } }`)).toBe('MAX_COMPLEXITY_EXCEEDED')
})

test('a crowd of fields is refused before each is compared with each', async () => {
  expect(await refused(`{ ${many(480, () => 'shop{name}')} }`)).toBe('MAX_COMPLEXITY_EXCEEDED')
})

test('what no row can be called is not asked for', async () => {
  expect(await ask('{ node(id: "gid://shopify/constructor/1") { id } }')).toMatchObject({
    data: { node: null },
  })
  expect(await ask('{ product(handle: "a\\u0000b") { id } menu(handle: "\\u0000") { id } }')).toMatchObject({
    data: { product: null, menu: null },
  })
  const cursor = (value: string) =>
    Buffer.from(JSON.stringify({ last_id: '1', last_value: value })).toString('base64url')
  for (const [sort, value] of [
    ['PRICE', 'x'],
    ['CREATED_AT', '1e999'],
    ['TITLE', '\0'],
  ] as const)
    expect(
      await refused(`{ products(first: 1, sortKey: ${sort}, after: "${cursor(value)}") { nodes { id } } }`),
    ).toBe('INVALID_FIELD_ARGUMENTS')
})

test('fragments that lead in a circle, and unheard-of variables and directives', async () => {
  const { errors } = await ask('{ shop { ...a } } fragment a on Shop { ...b } fragment b on Shop { ...a }')
  expect(errors[0].message).toContain('Cannot spread fragment')
  expect((await ask('{ shop @taste { name } }')).errors[0].message).toContain('@taste')
  expect((await ask('query ($size: Int!) { products(first: $size) { nodes { id } } }')).errors).toHaveLength(
    1,
  )
  expect((await ask('{ shop { name } }', { unheard: 1 })).data.shop.name).toBe('Bestow Beauty')
})

test('a variable that has a default and is null all the same, where null may not stand', async () => {
  const refusal = { extensions: { code: 'INVALID_VARIABLE' }, locations: expect.any(Array) }
  for (const directive of ['skip', 'include']) {
    const asked = `query ($x: Boolean = false) { shop { name @${directive}(if: $x) id } }`
    const within = await ask(asked, { x: null })
    expect(within).toMatchObject({ data: null, errors: [refusal] })
    expect(within.errors).toHaveLength(1)
    const above = `query ($x: Boolean = false) { shop @${directive}(if: $x) { name } }`
    expect(await ask(above, { x: null })).toMatchObject({ data: null, errors: [refusal] })
    // Left out, it is its default.
    expect((await ask(asked)).errors).toBeUndefined()
  }
  const argument = 'query ($query: String = "plum") { search(query: $query, first: 1) { totalCount } }'
  expect(await ask(argument, { query: null })).toMatchObject({ data: null, errors: [refusal] })
})

test('a text of a thousand and more tokens costs no thinking', async () => {
  expect(await refused(`{ shop { ${'name @skip(if: true) '.repeat(1000)} } }`)).toBe(
    'MAX_COMPLEXITY_EXCEEDED',
  )
  expect(await refused(`{ shop { name${' @skip(if: true)'.repeat(1000)} } }`)).toBe('MAX_COMPLEXITY_EXCEEDED')
  expect(await refused(`{ shop { ${many(1000, (nth) => `a${nth}: name`)} } }`)).toBe(
    'MAX_COMPLEXITY_EXCEEDED',
  )
})

test('a text that is no query is told where it stops making sense, without a code', async () => {
  for (const [query, message, column] of [
    ['{ shop { name }', 'syntax error, expected Name, found <EOF> at [1, 16]', 16],
    ['', 'syntax error, unexpected <EOF> at [1, 1]', 1],
    ['{ shop(: }', 'syntax error, expected Name, found ":" at [1, 8]', 8],
  ] as const)
    expect(await ask(query)).toEqual({ errors: [{ message, locations: [{ line: 1, column }] }] })
})

test('a page larger than the largest, or smaller than nothing', async () => {
  expect(await refused('{ products(first: -1) { nodes { id } } }')).toBe('INVALID_FIELD_ARGUMENTS')
  expect(await refused('{ products(first: 100000) { nodes { id } } }')).toBe('MAX_INPUT_SIZE_EXCEEDED')
  expect(await refused('{ products(first: 99999999999) { nodes { id } } }')).toBe(
    'argumentLiteralsIncompatible',
  )
  expect(await refused('{ products { nodes { id } } }')).toBe('INVALID_FIELD_ARGUMENTS')
  const ids = Array.from({ length: 251 }, (_, nth) => `gid://shopify/Product/${nth}`)
  const { errors } = await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })
  expect(errors[0].extensions.code).toBe('MAX_INPUT_SIZE_EXCEEDED')
})

test('variables of another type, and a mutation that is not served', async () => {
  const query = 'query ($first: Int!) { products(first: $first) { nodes { id } } }'
  for (const first of ['two', 1.5, null, [1], {}]) {
    const { errors, data } = await ask(query, { first })
    expect(errors[0].extensions.code, String(first)).toBe('INVALID_VARIABLE')
    expect(data).toBeUndefined()
  }
  expect((await ask('mutation { payEverything { id } }')).errors).toHaveLength(1)
})

test('what is refused takes no more time and no more memory the more there is of it', async () => {
  const aliases = (count: number) => `{ shop { ${many(count, (nth) => `a${nth}: name`)} } }`
  const deep = (count: number) =>
    `{ a { ${'...F0 '.repeat(5)} } } ${many(count, (nth) => `fragment F${nth} on QueryRoot { ...F${nth + 1} ...F${nth + 1} }`)}`
  const same = (count: number) => `{ ${'shop { name } '.repeat(count)} }`
  for (const [name, make] of Object.entries({ aliases, deep, same })) {
    const time = async (count: number) => {
      // Different texts, so that none is remembered.
      const texts = Array.from({ length: 30 }, (_, nth) => `${make(count)} # ${nth}`)
      // Of this process alone: what else the machine does counts for nothing.
      const began = process.cpuUsage()
      for (const text of texts) await ask(text)
      const { user, system } = process.cpuUsage(began)
      return user + system
    }
    await time(80)
    const [few, lots] = [await time(80), await time(800)]
    // Ten times the text, read to the two thousandth token at most.
    expect(lots / few, name).toBeLessThan(25)
  }
})
