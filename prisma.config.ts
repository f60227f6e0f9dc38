import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'prisma/config'

// The command line wants to download its native engine. Where it has not, the WebAssembly one does the work.
const downloads = fileURLToPath(new URL('./node_modules/@prisma/engines', import.meta.url))
const hasNative =
  existsSync(downloads) && readdirSync(downloads).some((file) => file.startsWith('schema-engine-'))
if (!hasNative)
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(
    new URL('./scripts/schema-engine.mjs', import.meta.url),
  )

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/shop' },
})
