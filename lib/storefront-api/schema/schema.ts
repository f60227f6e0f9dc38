import { readFileSync } from 'node:fs'
import path from 'node:path'
import { buildSchema, type GraphQLSchema } from 'graphql'

let built: GraphQLSchema | undefined

/** What is served, from storefront.graphql; built once. */
export function schema(): GraphQLSchema {
  built ??= buildSchema(readFileSync(path.resolve('lib/storefront-api/schema/storefront.graphql'), 'utf8'), {
    assumeValidSDL: true,
  })
  return built
}
