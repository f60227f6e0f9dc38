import { z } from 'zod'
import { mostTokens, tokenPattern } from '@/lib/api-access/token-text'
import { articleDraftSchema, handleSchema, lineSchema, markdownSchema } from '@/lib/content/article-draft'
import { normaliseCode } from '@/lib/gift-cards/code'
import { currencies } from '@/lib/money'
import { wordsOf } from '@/lib/search/text-match'
import { discount } from './discount-file'
import { country, media, metafields, path, seo, sku, status, timeZone } from './shop-file-fields'
import { count, date, id, price, text } from './shop-file-values'

/**
 * The shop file: one YAML that holds a whole shop. README.md in this folder explains it for whoever writes one;
 * read-shop-file.ts reads it, check-shop-file.ts compares its parts with each other. Unknown keys are errors, so
 * that a typo does not silently lose a price.
 */

const variant = z.strictObject({
  id,
  sku,
  barcode: lineSchema(64).optional(),
  /** A value for each option of the product. */
  options: z.record(z.string(), z.string()).default({}),
  price,
  /** A price that was charged before. */
  compareAt: price.optional(),
  weightGrams: count(1_000_000).default(0),
  requiresShipping: z.boolean().default(true),
  /** For the unit price: `{ quantity: 150, of: g }`. */
  unit: z
    .strictObject({ quantity: z.int().min(1).max(1_000_000), of: z.enum(['g', 'ml', 'piece']) })
    .optional(),
  published: z.boolean().default(true),
  /** Units on the shelf when the shop opens. */
  stock: count(1_000_000).optional(),
  /** Instead of stock of its own, for a set: what leaves the shelf. */
  contains: z
    .array(z.strictObject({ sku, quantity: z.int().min(1).max(1000).default(1) }))
    .min(1)
    .max(20)
    .optional(),
  metafields,
})

const product = z.strictObject({
  id,
  handle: handleSchema,
  title: lineSchema(200),
  subtitle: text(200),
  description: markdownSchema.default(''),
  vendor: text(100),
  type: text(100),
  tags: z.array(lineSchema(60)).max(50).default([]),
  status,
  publishedAt: date.optional(),
  isSupplement: z.boolean().default(false),
  /** Its variants are amounts: they are not sent, and no shelf runs out of them. */
  isGiftCard: z.boolean().default(false),
  labelConfirmed: z.boolean().default(false),
  demo: z.boolean().default(false),
  seo,
  options: z
    .array(z.strictObject({ name: lineSchema(60), values: z.array(lineSchema(100)).min(1).max(100) }))
    .max(3)
    .default([]),
  variants: z.array(variant).min(1).max(200),
  media: z.array(media).max(50).default([]),
  metafields,
})

const collection = z.strictObject({
  id,
  handle: handleSchema,
  title: lineSchema(200),
  description: markdownSchema.default(''),
  status,
  seo,
  /** Handles, in order. */
  products: z.array(handleSchema).max(10_000).default([]),
  metafields,
})

const author = z.strictObject({
  id,
  handle: handleSchema,
  name: lineSchema(100),
  credential: text(200),
  bio: markdownSchema.default(''),
  demo: z.boolean().default(false),
})

const blog = z.strictObject({ id, handle: handleSchema, title: lineSchema(200), description: text(500), seo })

const article = articleDraftSchema.omit({ seoTitle: true, seoDescription: true }).extend({
  id,
  blog: handleSchema,
  author: handleSchema.optional(),
  reviewer: handleSchema.optional(),
  reviewedAt: date.optional(),
  status,
  publishedAt: date.optional(),
  seo,
  media: z.array(media).max(50).default([]),
  metafields,
})

const page = z.strictObject({
  id,
  handle: handleSchema,
  title: lineSchema(200),
  body: markdownSchema,
  status,
  seo,
  metafields,
})
const policy = page.omit({ status: true, seo: true, metafields: true })

export type MenuEntry = { title: string; url: string; items: MenuEntry[] }
const menuEntry = z.strictObject({
  title: lineSchema(100),
  /** A path of this shop or an address elsewhere; "#" for a heading that only holds others. */
  url: z.string().max(500),
})
const leaves = z.array(menuEntry.extend({ items: z.tuple([]).default([]) })).max(50)
const branches = z.array(menuEntry.extend({ items: leaves.default([]) })).max(50)
const menu = z.strictObject({
  id,
  handle: handleSchema,
  title: lineSchema(100),
  /** Three levels at most, as the Storefront API has it. */
  items: z.array(menuEntry.extend({ items: branches.default([]) })).max(50),
})

const bounds = <T extends z.ZodType>(schema: T) =>
  z.strictObject({ min: schema.optional(), max: schema.optional() }).prefault({})
const rate = z.strictObject({
  id,
  title: lineSchema(100),
  price,
  grams: bounds(count(10_000_000)),
  subtotal: bounds(price),
  freeFrom: price.optional(),
  /** Working days after dispatch, first and last. */
  days: z.tuple([count(365), count(365)]).refine(([first, last]) => first <= last, {
    error: 'must begin with the smaller number',
  }),
  demo: z.boolean().default(false),
  active: z.boolean().default(true),
})
const zone = z.strictObject({
  id,
  name: lineSchema(100),
  countries: z.array(country).min(1).max(250),
  rates: z.array(rate).min(1).max(50),
})

/** Values that other programs know already. */
const apiToken = z.strictObject({
  name: lineSchema(100),
  kind: z.enum(['public', 'private']).default('public'),
  token: z
    .string()
    .regex(tokenPattern, { error: 'must be 32 letters, digits, _ or -, and not start with shpat_' }),
})

/** Cards whose codes other programs or people know already. */
const giftCard = z.strictObject({
  code: z.string().refine((code) => normaliseCode(code) !== undefined, {
    error: 'must be 8 to 64 letters and digits; spaces and dashes do not count',
  }),
  amount: price,
  expiresAt: date.optional(),
  note: text(500),
})

const synonym = lineSchema(60).refine((text) => wordsOf(text).length >= 1 && wordsOf(text).length <= 4, {
  error: 'must be one to four words',
})

const list = <T extends z.ZodType>(schema: T, most: number) => z.array(schema).max(most).default([])

export const shopFileSchema = z.strictObject({
  shop: z.strictObject({
    name: lineSchema(100),
    currency: z.enum(currencies),
    country,
    timeZone,
    email: z.email({ error: 'must be an e-mail address' }).max(320),
    /** Where parcels start, and until which hour of the day an order leaves the same working day. */
    dispatch: z.strictObject({ city: lineSchema(100), cutoffHour: count(23).default(12) }),
    /** Contained in prices. */
    tax: z.strictObject({
      name: lineSchema(20).default('GST'),
      percent: z.number().min(0).max(100),
      number: lineSchema(40).optional(),
    }),
    /** This many left, or fewer, is "low". */
    lowStock: count(1000).default(5),
    /** The strip at the top says that values are demo values. */
    demo: z.boolean().default(false),
    description: text(500),
    footer: text(1000),
    /** The API answers only those who have one of `apiTokens`. */
    apiTokenRequired: z.boolean().default(false),
    metafields,
  }),
  products: list(product, 100_000),
  collections: list(collection, 10_000),
  authors: list(author, 1000),
  blogs: list(blog, 100),
  articles: list(article, 10_000),
  pages: list(page, 1000),
  policies: list(policy, 50),
  menus: list(menu, 100),
  redirects: list(z.strictObject({ id, path, target: z.string().max(500) }), 100_000),
  /** Each a list of words, or runs of up to four words, that find the same. */
  searchSynonyms: list(z.array(synonym).min(2).max(20), 1000),
  shipping: list(zone, 250),
  apiTokens: list(apiToken, mostTokens),
  giftCards: list(giftCard, 10_000),
  discounts: list(discount, 10_000),
})

export type ShopFile = z.infer<typeof shopFileSchema>

/** Where something stands in the file: ["products", 0, "handle"]. */
export type Place = (string | number)[]
