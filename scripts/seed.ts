import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { closeDb, db } from '@/lib/db'
import { isDomainError } from '@/lib/errors'
import { loadShop } from '@/prisma/seed/load-shop'
import { readShopFile, ShopFileError } from '@/prisma/seed/read-shop-file'
import { loadEnvironment } from './start/environment.mjs'

// Fills an empty shop from a shop file: `npm run seed -- my-shop.yaml`, without a file the demo shop. Refuses when
// the shop has content; `--if-empty` then ends quietly instead, for `npm start`.
loadEnvironment()
const { values, positionals } = parseArgs({
  options: { 'if-empty': { type: 'boolean' } },
  allowPositionals: true,
})
const [path = 'prisma/seed/shop.yaml'] = positionals
try {
  if (!(values['if-empty'] && (await db().shop.count()) > 0)) {
    const file = readShopFile(await readFile(path, 'utf8'))
    await loadShop(file)
    const { products, articles, pages } = file
    console.log(
      `Filled the shop from ${path}: ${products.length} products, ${articles.length} articles, ${pages.length} pages.`,
    )
  }
} catch (error) {
  process.exitCode = 1
  if (error instanceof ShopFileError) console.error(`${path} can't be used:\n${error.message}`)
  else if (isDomainError(error)) console.error(`${error.message} Nothing was changed.`)
  else if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
    console.error(`There is no file ${path}.`)
  else throw error
} finally {
  await closeDb()
}
