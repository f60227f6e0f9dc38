import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// Without a network the CLI can't download its native engine: use the WebAssembly one behind the same protocol.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(
  new URL('./scripts/schema-engine.mjs', import.meta.url),
)

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/shop' },
})
