import { expect, test } from 'vitest'
import { demoFile } from '../factories'
import { problems, shop } from './problems-of'
import { readShopFile } from './read-shop-file'

test('the demo shop is a good file', async () => {
  await expect(demoFile()).resolves.toBeTruthy()
})

test('a shop without anything in it is a good file', () => {
  expect(problems('')).toEqual([])
})

test('a price is read as it is written, and never as a float', () => {
  const [product] = readShopFile(`${shop}products:
  - handle: a
    title: A
    options: [{ name: Size, values: [S, L] }]
    variants:
      - { sku: a, options: { Size: S }, price: 1.10, stock: 1 }
      - { sku: b, options: { Size: L }, price: "2.30", stock: 1 }
`).products
  expect(product?.variants.map(({ price }) => price)).toEqual(['1.1', '2.30'])
})

test.each<[string, string, string[]]>([
  [
    'YAML that is none',
    'pages: [',
    ['line 9: Flow sequence in block collection must be sufficiently indented and end with a ]'],
  ],
  [
    'a key that is not known',
    'pages:\n  - { handle: a, title: A, body: "", titel: B }\n',
    ['line 10: pages[0].titel is not known here'],
  ],
  [
    'a missing title',
    'pages:\n  - { handle: a, body: "" }\n',
    ['line 10: pages[0].title expected string, received undefined'],
  ],
  [
    'a bad handle',
    'pages:\n  - { handle: A b, title: A, body: "" }\n',
    ['line 10: pages[0].handle must be small letters, digits and single hyphens, like gut-love'],
  ],
  [
    'the same handle twice',
    'pages:\n  - { handle: a, title: A, body: "" }\n  - { handle: a, title: B, body: "" }\n',
    ['line 11: pages[1].handle is the handle "a" for the second time'],
  ],
  [
    'the same id twice',
    'pages:\n  - { id: 7, handle: a, title: A, body: "" }\n  - { id: 7, handle: b, title: B, body: "" }\n',
    ['line 11: pages[1].id is the id 7 for the second time'],
  ],
  [
    'HTML in a text',
    'pages:\n  - { handle: a, title: A, body: "<b>x</b>" }\n',
    [
      "line 10: pages[0].body (its line 1): HTML can't be used in a text: <b>",
      "line 10: pages[0].body (its line 1): HTML can't be used in a text: </b>",
    ],
  ],
  [
    'a link in a text to nothing',
    'pages:\n  - { handle: a, title: A, body: "[x](/pages/b)" }\n',
    ['line 10: pages[0].body links to nothing in this shop: /pages/b'],
  ],
  [
    'a menu entry that leads to nothing',
    'menus:\n  - handle: m\n    title: M\n    items:\n      - { title: Home, url: / }\n      - { title: Gone, url: /pages/gone }\n',
    ['line 14: menus[0].items[1].url leads to nothing in this shop: /pages/gone'],
  ],
  [
    'a menu entry that is not an address',
    'menus:\n  - { handle: m, title: M, items: [{ title: X, url: "javascript:x" }] }\n',
    ['line 10: menus[0].items[0].url can\'t be "javascript:x": start it with /, https:// or mailto:'],
  ],
  [
    'a menu of four levels',
    'menus:\n  - { handle: m, title: M, items: [{ title: A, url: /, items: [{ title: B, url: /, items: [{ title: C, url: /, items: [{ title: D, url: / }] }] }] }] }\n',
    ['line 10: menus[0].items[0].items[0].items[0].items Too big: expected array to have <=0 items'],
  ],
  [
    'a country in two zones',
    'shipping:\n  - { name: A, countries: [NZ], rates: [{ title: R, price: 1, days: [1, 2] }] }\n  - { name: B, countries: [AU, NZ], rates: [{ title: R, price: 1, days: [1, 2] }] }\n',
    ['line 11: shipping[1].countries[1] is the country "NZ" for the second time'],
  ],
  [
    'a country that is none',
    'shipping:\n  - { name: A, countries: [XX], rates: [{ title: R, price: 1, days: [1, 2] }] }\n',
    ['line 10: shipping[0].countries[0] must be a country code like NZ'],
  ],
  [
    'a redirect away from a page',
    'redirects:\n  - { path: /products, target: / }\n',
    ['line 10: redirects[0].path is a page of this shop, so nobody would be sent on: /products'],
  ],
  [
    'an API token that is too short',
    `apiTokens:\n  - { name: A, token: short }\n`,
    ['line 10: apiTokens[0].token must be 32 letters, digits, _ or -, and not start with shpat_'],
  ],
  [
    'the same API token twice',
    `apiTokens:\n  - { name: A, token: ${'a'.repeat(32)} }\n  - { name: B, token: ${'a'.repeat(32)} }\n`,
    [`line 11: apiTokens[1].token is the token "${'a'.repeat(32)}" for the second time`],
  ],
  [
    'a discount that takes nothing off, or two things at once',
    'discounts:\n  - { title: A }\n  - { title: B, percent: 5, amount: 1 }\n',
    [
      'line 10: discounts[0] needs one of percent, amount and freeDelivery',
      'line 10: discounts[0] does not fit together (percent): Write how many per cent are off.',
      'line 11: discounts[1] needs one of percent, amount and freeDelivery',
    ],
  ],
  [
    'a discount on goods that are not there, and a code of two discounts',
    'discounts:\n  - { title: A, percent: 5, codes: [X], products: [tea] }\n  - { title: B, percent: 5, codes: [x] }\n',
    [
      'line 10: discounts[0].products[0] names no product: tea',
      'line 11: discounts[1].codes[0] is the code "x" for the second time',
    ],
  ],
  [
    'a gift card that is worth nothing',
    'giftCards:\n  - { code: WELCOME1, amount: 0 }\n',
    ['line 10: giftCards[0].amount is no amount that a gift card in NZD can hold'],
  ],
  [
    'the same gift card twice',
    'giftCards:\n  - { code: WELCOME1, amount: 5 }\n  - { code: we1-come-l, amount: 5 }\n',
    ['line 11: giftCards[1].code is the code "WE1C0ME1" for the second time'],
  ],
  [
    'a metafield twice',
    'pages:\n  - { handle: a, title: A, body: "", metafields: [{ namespace: n, key: k, value: a }, { namespace: n, key: k, value: b }] }\n',
    ['line 10: pages[0].metafields[1].key is the metafield "n.k" for the second time'],
  ],
  [
    'an article about a product that is not there',
    'blogs: [{ handle: b, title: B }]\narticles:\n  - { blog: b, handle: a, title: A, body: "::product[nothing]" }\n',
    ['line 11: articles[0].body (its line 1): There is no product with the handle "nothing"'],
  ],
  [
    'an article in no blog',
    'articles:\n  - { blog: b, handle: a, title: A, body: "" }\n',
    ['line 10: articles[0].blog names no blog: b'],
  ],
  [
    'a reference that is not in the list',
    'blogs: [{ handle: b, title: B }]\narticles:\n  - { blog: b, handle: a, title: A, body: "x:cite[1]" }\n',
    ['line 11: articles[0].body (its line 1): Reference 1 is cited, and the list has 0'],
  ],
  [
    'a collection of nothing',
    'collections:\n  - { handle: c, title: C, products: [ghost] }\n',
    ['line 10: collections[0].products[0] names no product: ghost'],
  ],
])('%s is said with its line and place', (_, rest, expected) => {
  expect(problems(rest)).toEqual(expected)
})

test('a file that unfolds to a billion words is refused', () => {
  const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
  for (let level = 1; level < 10; level++)
    bomb.push(
      `a${level}: &a${level} [${Array(10)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    )
  expect(problems(bomb.join('\n'))).toEqual(['Excessive alias count indicates a resource exhaustion attack'])
})
