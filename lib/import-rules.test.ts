import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

/** The structure of the project as rules (lib/README.md tells why). A new exception is written down here. */

const root = path.resolve(import.meta.dirname, '..')
const folders = ['app', 'components', 'lib', 'prisma', 'scripts', 'stripe-stand-in', 'e2e']
const rootFiles = ['instrumentation.ts', 'next.config.ts', 'proxy.ts', 'prisma.config.ts']

type SourceFile = { path: string; text: string; imports: string[] }

const sources: SourceFile[] = [...rootFiles, ...folders.flatMap(filesIn)].map((file) => {
  const text = readFileSync(path.join(root, file), 'utf8')
  return { path: file, text, imports: importsOf(file, text) }
})
const shipped = sources.filter((file) => !/\.test\.tsx?$|\/testing\/|^e2e\//.test(file.path))

function filesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(folder, file))
    .filter((file) => /\.(ts|tsx|mts|mjs)$/.test(file) && !file.startsWith('prisma/generated'))
}

/** Every module a file names, inner ones as paths from the root. Type-only imports count: they couple as well. */
function importsOf(file: string, text: string): string[] {
  const names = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g)].map(
    (match) => match[1] ?? '',
  )
  return names.map((name) => {
    if (name.startsWith('@/')) return name.slice(2)
    return name.startsWith('.') ? path.join(path.dirname(file), name) : name
  })
}

function breaches(files: SourceFile[], forbidden: (name: string, file: SourceFile) => boolean): string[] {
  return files.flatMap((file) =>
    file.imports.filter((name) => forbidden(name, file)).map((name) => `${file.path} imports ${name}`),
  )
}

const under = (folder: string) => (file: SourceFile) => file.path.startsWith(`${folder}/`)
const domainOf = (file: string) => /^lib\/([\w-]+)\//.exec(file)?.[1]

test('lib knows nothing of pages, components, React or Next', () => {
  const mayKnow = [
    /^lib\/(cache-listener|cached|or-unavailable)\.ts$/,
    /^lib\/[\w-]+\/cached\.ts$/,
    /^lib\/auth\/(session|auth)\.ts$/,
    /^lib\/email\//,
  ]
  const files = shipped.filter(under('lib')).filter((file) => !mayKnow.some((name) => name.test(file.path)))
  expect(breaches(files, (name) => /^(app|components)\/|^(react|react-dom|next)(\/|$)/.test(name))).toEqual(
    [],
  )
})

/** Who may import whom. Nothing here leads back: what a domain may use stands above it. */
const domains: Record<string, string[]> = {
  auth: [],
  'api-access': ['auth'],
  jobs: [],
  inventory: ['auth'],
  'gift-cards': ['auth'],
  shipping: [],
  catalog: ['auth', 'gift-cards', 'inventory', 'shipping'],
  content: ['auth', 'catalog'],
  search: ['catalog', 'content'],
  discounts: ['auth'],
  cart: ['catalog', 'discounts', 'gift-cards', 'inventory', 'shipping'],
  email: ['gift-cards', 'jobs', 'orders'],
  orders: ['auth', 'discounts', 'gift-cards', 'inventory', 'jobs'],
  checkout: ['auth', 'cart', 'discounts', 'gift-cards', 'inventory', 'jobs', 'orders'],
  media: ['catalog', 'content'],
  'storefront-api': ['api-access', 'cart', 'catalog', 'content', 'media', 'search', 'shipping'],
}

test('domains use each other in one direction', () => {
  const found = breaches(shipped.filter(under('lib')), (name, file) => {
    const [from, to] = [domainOf(file.path), domainOf(name)]
    if (!from || !to || from === to || to === 'testing') return false
    return !(crossings[file.path] ?? []).includes(to) && !(domains[from] ?? []).includes(to)
  })
  expect(found).toEqual([])
})

/** The worker's list of tasks is a door like a page: it calls whatever there is to do. */
const crossings: Record<string, string[]> = {
  'lib/jobs/tasks.ts': ['cart', 'checkout', 'email', 'orders', 'search'],
}

test('the table itself leads nowhere in a circle', () => {
  const reaches = (from: string, seen: string[] = []): string[] =>
    seen.includes(from)
      ? seen
      : (domains[from] ?? []).reduce((found, next) => reaches(next, found), [...seen, from])
  const circles = Object.keys(domains).filter((name) =>
    (domains[name] ?? []).some((next) => reaches(next).includes(name)),
  )
  expect(circles).toEqual([])
})

test('orders are snapshots: they never read catalog, content or cart', () => {
  expect(
    breaches(shipped.filter(under('lib/orders')), (name) => /^lib\/(catalog|content|cart)\//.test(name)),
  ).toEqual([])
})

test('the Storefront API is a door: it reads through the domains, and they know nothing of its shapes', () => {
  const door = under('lib/storefront-api')
  expect(breaches(shipped.filter(door), (name) => /^lib\/(db|keyset)$|^prisma\//.test(name))).toEqual([
    // The shape of a place in a list.
    'lib/storefront-api/connection.ts imports lib/keyset',
    'lib/storefront-api/root.ts imports lib/keyset',
  ])
  const elsewhere = shipped.filter((file) => !door(file) && /gid:\/\//.test(file.text))
  expect(elsewhere.map((file) => file.path)).toEqual([])
})

test('only domains and prisma talk to the database', () => {
  const outside = shipped.filter((file) => !/^(lib|prisma|scripts)\//.test(file.path))
  expect(breaches(outside, (name) => /^lib\/db$|^prisma\/generated/.test(name))).toEqual([])
})

test('components do no I/O', () => {
  const io = /^node:|^(pg|stripe|nodemailer)$|^lib\/(db|env|stripe|secrets)$|\/cached$/
  expect(breaches(shipped.filter(under('components')), (name) => io.test(name))).toEqual([])
})

test('storefront and admin do not know each other', () => {
  expect(breaches(shipped.filter(under('app/admin')), (name) => name.startsWith('app/(storefront)'))).toEqual(
    [],
  )
  expect(breaches(shipped.filter(under('app/(storefront)')), (name) => name.startsWith('app/admin'))).toEqual(
    [],
  )
})

test('what `use server` opens to the world are mutations in files called actions.ts', () => {
  const opened = shipped.filter((file) => /^['"]use server['"]/m.test(file.text)).map((file) => file.path)
  expect(opened.filter((file) => !/^app\/.*\/actions\.ts$/.test(file))).toEqual([])
  const reads = shipped
    .filter((file) => /^['"]use server['"]/m.test(file.text))
    .flatMap((file) => [...file.text.matchAll(/export (?:async )?function (get|list|find|read|load)\w*/g)])
  expect(reads).toEqual([])
})

test('each of these has one home', () => {
  const uses = (pattern: RegExp, homes: RegExp) =>
    shipped.filter((file) => pattern.test(file.text) && !homes.test(file.path)).map((file) => file.path)
  expect(
    uses(
      /process\.env/,
      /^(lib\/env\.ts|scripts\/.*|stripe-stand-in\/.*|next\.config\.ts|prisma\.config\.ts|proxy\.ts|instrumentation\.ts)$/,
    ),
    'process.env',
  ).toEqual([])
  expect(uses(/new Stripe\(/, /^lib\/stripe\.ts$/), 'new Stripe').toEqual([])
  // `refresh` alone asks the router for the page again and names nothing that pages depend on.
  expect(
    uses(
      /^(?!import \{ refresh \} ).*from ['"]next\/cache['"]/m,
      /^(lib\/(cache-listener|cached)\.ts|lib\/[\w-]+\/cached\.ts|app\/api\/internal\/.*)$/,
    ),
    'next/cache',
  ).toEqual([])
  expect(
    uses(
      /Intl\.NumberFormat|toFixed\(/,
      /^(lib\/money\.ts|scripts\/.*|stripe-stand-in\/.*|components\/(drawings|og)\/.*)$/,
    ),
    'money formatting',
  ).toEqual([])
})

test('the stand-in and the shop share no code', () => {
  expect(
    breaches(shipped.filter(under('stripe-stand-in')), (name) => /^(app|components|lib|prisma)\//.test(name)),
  ).toEqual([])
  expect(
    breaches(
      shipped.filter((file) => /^(app|components|lib|prisma)\//.test(file.path)),
      (name) => name.startsWith('stripe-stand-in'),
    ),
  ).toEqual([])
})

test('statements of our own go straight to the driver, and not through Prisma’s client', () => {
  // Nor is the client handed to a function that sends them: better-auth alone is given it.
  const roundabout = /\bdb\(\)\s*\.\$(query|execute)Raw\b|(?<!\bprismaAdapter)\(db\(\)[,)]/
  expect(shipped.filter(({ text }) => roundabout.test(text)).map((file) => file.path)).toEqual([])
})
