import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { beforeAll, expect, test } from 'vitest'
import * as route from '@/app/api/[version]/graphql.json/route'
import { testDatabase } from '@/lib/testing/database'
import { createHeadless, one, shopWith } from '@/lib/testing/headless-cart'
import { answerPost } from './http'

testDatabase()

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

let bag: string
/** Named without its key. */
let cart: string
let line: string

beforeAll(async () => {
  ;({ bag } = await shopWith({ bag: { stock: 500 } }))
  const made = await createHeadless({ lines: [one(bag)] })
  cart = made.cart.id.split('?')[0]
  line = made.cart.lines.nodes[0].id
})

type Ask = { body: BodyInit; type?: string }
type Abuse = {
  /** Each is another text: nothing may be answered from what was remembered of the last. */
  ask: (nth: number) => Ask
  /** "<status> <code> <message>" of the first error, wherever it stands. */
  says: RegExp
}

const query = (text: string, variables: Record<string, unknown> = {}): Ask => ({
  body: JSON.stringify({ query: text, variables }),
})
const times = (count: number, part: (nth: number) => string) =>
  Array.from({ length: count }, (_, nth) => part(nth)).join(' ')
const deep = (levels: number): string =>
  levels === 0 ? 'title' : `variants(first: 1) { nodes { product { ${deep(levels - 1)} } } }`
const doubling = (nth: number) => `fragment F${nth} on QueryRoot { ...F${nth + 1} ...F${nth + 1} }`
const update = (part: string, nth: number) =>
  `mutation ($id: ID!, $lines: [CartLineInput!]!) { ${part}(cartId: $id, lines: $lines) { cart { id } userErrors { code message } } } # ${nth}`
const tenMegabytes = () => {
  const part = new Uint8Array(65_536).fill(0x20)
  let left = 160
  return new ReadableStream({
    pull: (controller) => (left-- > 0 ? controller.enqueue(part) : controller.close()),
  })
}

const abuses: Record<string, Abuse> = {
  '1,000 aliases': {
    ask: (nth) => query(`{ shop { ${times(1000, (n) => `a${n}: name`)} } } # ${nth}`),
    says: /^200 MAX_COMPLEXITY_EXCEEDED ./,
  },
  '1,000 directives': {
    ask: (nth) => query(`{ shop { name${' @skip(if: true)'.repeat(1000)} } } # ${nth}`),
    says: /^200 MAX_COMPLEXITY_EXCEEDED ./,
  },
  'a deep query': {
    ask: (nth) => query(`{ product(handle: "bag") { ${deep(5)} } } # ${nth}`),
    says: /^200 MAX_COMPLEXITY_EXCEEDED ./,
  },
  'fragments that double with every level': {
    ask: (nth) => query(`{ ...F0 } ${times(29, doubling)} fragment F29 on QueryRoot { __typename } # ${nth}`),
    says: /^200 MAX_COMPLEXITY_EXCEEDED ./,
  },
  'fragments in a circle': {
    ask: (nth) => query(`{ shop { ...a } } fragment a on Shop { ...b } fragment b on Shop { ...a } # ${nth}`),
    says: /^200 \w+ Cannot spread fragment/,
  },
  'doubled fields': {
    ask: (nth) => query(`{ ${'shop { name } '.repeat(480)} } # ${nth}`),
    says: /^200 MAX_COMPLEXITY_EXCEEDED ./,
  },
  '10 MB': { ask: () => ({ body: tenMegabytes() }), says: /^413 ./ },
  'a batch': { ask: () => ({ body: '[{"query":"{ shop { name } }"}]' }), says: /^400 ./ },
  'a form': {
    ask: () => ({ body: 'query={shop{name}}', type: 'application/x-www-form-urlencoded' }),
    says: /^415 ./,
  },
  'bytes that are no UTF-8': {
    ask: () => ({ body: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]) }),
    says: /^400 The body is not UTF-8$/,
  },
  'somebody else’s cart': {
    ask: (nth) => query(update('cartLinesAdd', nth), { id: cart, lines: [one(bag)] }),
    says: /^200 INVALID The specified cart does not exist\.$/,
  },
  'the id of another type': {
    ask: (nth) => query(update('cartLinesAdd', nth), { id: line, lines: [one(bag)] }),
    says: /^200 INVALID The specified cart does not exist\.$/,
  },
  '251 lines': {
    ask: (nth) =>
      query(update('cartLinesAdd', nth), { id: cart, lines: Array.from({ length: 251 }, () => one(bag)) }),
    says: /^200 MAX_INPUT_SIZE_EXCEEDED ./,
  },
  'negative quantities': {
    ask: (nth) =>
      query(
        `mutation ($lines: [CartLineInput!]!) { cartCreate(input: { lines: $lines }) { cart { id } userErrors { code message } } } # ${nth}`,
        { lines: [one(bag, -1)] },
      ),
    says: /^200 INVALID The quantity/,
  },
  'fewer than nothing': {
    ask: (nth) => query(`{ products(first: -1) { nodes { id } } } # ${nth}`),
    says: /^200 INVALID_FIELD_ARGUMENTS ./,
  },
  'a hundred thousand at once': {
    ask: (nth) => query(`{ products(first: 100000) { nodes { id } } } # ${nth}`),
    says: /^200 MAX_INPUT_SIZE_EXCEEDED ./,
  },
  'variables that nobody declared': {
    ask: (nth) => query(`{ products(first: $unheard) { nodes { id } } } # ${nth}`, { other: nth }),
    says: /^200 \w+ Variable "\$unheard"/,
  },
}

/** What a page of a front end asks for. */
const ordinary = (nth: number): Ask =>
  query(
    `{ product(handle: "bag") { id title descriptionHtml options { name optionValues { name } }
      variants(first: 10) { nodes { id title price { amount currencyCode } } } } } # ${nth}`,
  )

async function send({ body, type = 'application/json' }: Ask): Promise<string> {
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    body,
    duplex: 'half',
    // A program of this machine: its allowance is for as many as this test asks.
    headers: { 'content-type': type, 'x-forwarded-for': '127.0.0.1' },
  }
  const request = new Request('http://localhost:3000/api/2026-04/graphql.json', init)
  const response = await answerPost(request, '2026-04')
  const { errors, data } = await response.json()
  const [error] = Array.isArray(errors) ? errors : [errors ?? userErrorOf(data)]
  const said =
    typeof error === 'object' ? [error?.extensions?.code, error?.message].filter(Boolean).join(' ') : error
  return `${response.status} ${said || JSON.stringify(error)}`
}

const userErrorOf = (data: Record<string, { userErrors?: { code: string; message: string }[] }>) => {
  const error = Object.values(data)[0]?.userErrors?.[0]
  return error && `${error.code} ${error.message}`
}

/** Processor time in milliseconds, and whatever was said. */
async function repeat(count: number, from: number, ask: (nth: number) => Ask) {
  const before = process.cpuUsage()
  const said = new Set<string>()
  for (let nth = from; nth < from + count; nth++) said.add(await send(ask(nth)))
  const { user, system } = process.cpuUsage(before)
  return { milliseconds: (user + system) / 1000 / count, said: [...said] }
}

function heapNow(): number {
  collectGarbage()
  collectGarbage()
  return process.memoryUsage().heapUsed
}

test('reading by GET is not served, and so no change by GET', () => {
  expect(
    Object.keys(route)
      .filter((name) => name === name.toUpperCase())
      .sort(),
  ).toEqual(['OPTIONS', 'POST'])
})

test('hundreds of each abuse get a clear answer each, and leave no more in memory than the first ones', async () => {
  // What is remembered has bounds: the first rounds fill it.
  const ahead = 80
  await repeat(200, 0, ordinary)
  for (const { ask } of Object.values(abuses)) await repeat(ahead, 0, ask)
  const usual = await repeat(100, 1000, ordinary)
  const before = heapNow()
  for (const [name, { ask, says }] of Object.entries(abuses)) {
    const { said, milliseconds } = await repeat(200, ahead, ask)
    for (const answer of said) expect(answer, name).toMatch(says)
    expect(milliseconds / usual.milliseconds, `${name}: processor time beside a product page’s`).toBeLessThan(
      10,
    )
  }
  expect((heapNow() - before) / 1_000_000, 'megabytes').toBeLessThan(8)
}, 180_000)
