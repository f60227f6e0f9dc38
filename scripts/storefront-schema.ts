import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { IntrospectionQuery } from 'graphql'
import { parseAllowed, prune } from '@/lib/storefront-api/schema/prune'
import { ROOT } from './start/environment.mjs'

// `npm run schema`: writes the served schema from the official one (in @shopify/hydrogen-react) and fields.txt.
const folder = path.join(ROOT, 'lib/storefront-api/schema')
const official = path.join(ROOT, 'node_modules/@shopify/hydrogen-react/storefront.schema.json')
const sdl = prune(
  JSON.parse(readFileSync(official, 'utf8')) as IntrospectionQuery,
  parseAllowed(readFileSync(path.join(folder, 'fields.txt'), 'utf8')),
)
writeFileSync(path.join(folder, 'storefront.graphql'), sdl)
console.log(`Wrote ${sdl.split('\n').length} lines of schema.`)
