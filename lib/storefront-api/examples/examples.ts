import answers from './answers.json'

type Example = {
  title: string
  query: string
  variables?: Record<string, unknown>
  /** Sent with a token. */
  token?: true
}

/**
 * What the page shows, in an order in which each can be asked: examples.test.ts asks them all of the demo shop and holds the
 * answers against those shown. `CART` stands for the id that cartCreate answered with, `LINE` for that of its first line.
 */
const questions = {
  first: {
    title: 'Three products and what they cost',
    query: `{
  products(first: 3) {
    nodes {
      handle
      title
      priceRange { minVariantPrice { amount currencyCode } }
    }
  }
}`,
  },
  product: {
    title: 'A product page',
    query: `query Product($handle: String!, $options: [SelectedOptionInput!]!) {
  product(handle: $handle) {
    id
    title
    featuredImage { url(transform: { maxWidth: 600 }) width height }
    options { name optionValues { name } }
    variantBySelectedOptions(selectedOptions: $options, ignoreUnknownOptions: true) {
      id
      availableForSale
      price { amount currencyCode }
    }
  }
}`,
    variables: { handle: 'gut-love', options: [{ name: 'Size', value: '300 g' }] },
  },
  page: {
    title: 'A page of a list',
    query: `{
  articles(first: 2, sortKey: PUBLISHED_AT, reverse: true) {
    nodes { handle title publishedAt }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
  stock: {
    title: 'How many are left, asked with a token',
    token: true,
    query: `{
  product(handle: "gut-love") {
    variants(first: 2) { nodes { title quantityAvailable } }
  }
}`,
  },
  refused: {
    title: 'The same without one',
    query: `{
  product(handle: "gut-love") { totalInventory }
}`,
  },
  mistake: {
    title: 'A field that is not served',
    query: `{ shop { name weather } }`,
  },
  search: {
    title: 'A search, typos included',
    query: `{
  search(query: "gut skn", first: 2, types: [PRODUCT, ARTICLE]) {
    totalCount
    nodes {
      __typename
      ... on Product { handle }
      ... on Article { handle }
    }
  }
}`,
  },
  redirect: {
    title: 'Where an old address leads now',
    query: `{
  urlRedirects(first: 1, query: "path:/pages/returns") {
    nodes { path target }
  }
}`,
  },
  cartCreate: {
    title: 'A new cart',
    query: `mutation Create($input: CartInput!) {
  cartCreate(input: $input) {
    cart {
      id
      checkoutUrl
      totalQuantity
      lines(first: 5) { nodes { id quantity merchandise { ... on ProductVariant { title } } } }
      cost { totalAmount { amount currencyCode } }
    }
    userErrors { field code message }
    warnings { code message }
  }
}`,
    variables: {
      input: { lines: [{ merchandiseId: 'gid://shopify/ProductVariant/1', quantity: 2 }] },
    },
  },
  cartUpdate: {
    title: 'One of it instead of two',
    query: `mutation Update($cartId: ID!, $lines: [CartLineUpdateInput!]!) {
  cartLinesUpdate(cartId: $cartId, lines: $lines) {
    cart { totalQuantity cost { totalAmount { amount } } }
    userErrors { field code message }
  }
}`,
    variables: { cartId: 'CART', lines: [{ id: 'LINE', quantity: 1 }] },
  },
  discount: {
    title: 'A code that this shop does not have',
    query: `mutation Codes($cartId: ID!, $codes: [String!]!) {
  cartDiscountCodesUpdate(cartId: $cartId, discountCodes: $codes) {
    cart { discountCodes { code applicable } }
    userErrors { field code message }
    warnings { code message }
  }
}`,
    variables: { cartId: 'CART', codes: ['SPRNG'] },
  },
} satisfies Record<string, Example>

export type ExampleName = keyof typeof questions

export const exampleNames = Object.keys(questions) as ExampleName[]

/** Where the answers were written down. */
const writtenAt = 'http://localhost:3000'

/** @param site the address of the shop that shows it, as it stands in the answer's addresses */
export function example(name: ExampleName, site: string): Example & { answer: unknown } {
  const answer = JSON.parse(JSON.stringify(answers[name]).replaceAll(writtenAt, site))
  return { ...questions[name], answer }
}
