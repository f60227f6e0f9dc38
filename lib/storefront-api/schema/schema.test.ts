import { readFileSync } from 'node:fs'
import path from 'node:path'
import { buildClientSchema, findBreakingChanges, type IntrospectionQuery, printSchema } from 'graphql'
import { expect, test } from 'vitest'
import { parseAllowed, prune } from './prune'
import { schema } from './schema'

const read = (file: string) => readFileSync(path.resolve(file), 'utf8')
const official = JSON.parse(
  read('node_modules/@shopify/hydrogen-react/storefront.schema.json'),
) as IntrospectionQuery
const allowed = parseAllowed(read('lib/storefront-api/schema/fields.txt'))
const sdl = read('lib/storefront-api/schema/storefront.graphql')

test('what is committed is what the script makes of the official schema', () => {
  expect(prune(official, allowed)).toBe(sdl)
})

test('a client made for the official schema meets no surprise in what is served', () => {
  const changes = findBreakingChanges(schema(), buildClientSchema(official))
  // A place where the library itself lets `@deprecated` stand; no field, type or argument.
  expect(changes.filter(({ type }) => type !== 'DIRECTIVE_LOCATION_REMOVED')).toEqual([])
})

test('each allowed field is served, and none beside', () => {
  const served = Object.values(schema().getTypeMap())
    .filter((type) => 'getFields' in type && !('parseValue' in type) && !type.name.startsWith('__'))
    .flatMap((type) =>
      'getFields' in type ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [],
    )
    .filter((name) => !printSchema(schema()).includes(`input ${name.split('.')[0]} {`))
  expect(served.sort()).toEqual([...allowed.fields].sort())
})

test('a field the official schema does not have is refused by name', () => {
  const wrong = { ...allowed, fields: new Set([...allowed.fields, 'Product.taste']) }
  expect(() => prune(official, wrong)).toThrow('Product.taste')
})
