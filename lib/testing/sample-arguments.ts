/** Values for the arguments of the Storefront API's fields, of things that the demo shop has. */
export const sampleArguments: Record<string, string> = {
  first: '2',
  query: '"gut"',
  productHandle: '"gut-love"',
  handle: '"gut-love"',
  id: '"gid://shopify/Product/1"',
  ids: '["gid://shopify/Product/1"]',
  key: '"serving_size"',
  namespace: '"label"',
  page: '1',
  type: 'PRODUCT',
  identifiers: '[{ namespace: "label", key: "serving_size" }]',
  selectedOptions: '[{ name: "Size", value: "300 g" }]',
}
