import { z } from 'zod'
import { handleSchema, lineSchema } from '@/lib/content/article-draft'
import { count, text } from './shop-file-values'

// Parts of a shop file that several of its lists have.

export const sku = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, { error: 'must be letters, digits, . _ -' })
export const path = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[^\s?#\\]*$/, { error: 'must be a path that starts with /' })
export const status = z.enum(['draft', 'active', 'archived']).default('active')
export const seo = z
  .strictObject({ title: lineSchema(200).optional(), description: lineSchema(400).optional() })
  .prefault({})
export const timeZone = z.string().refine(
  (zone) => {
    try {
      return Boolean(Intl.DateTimeFormat('en-NZ', { timeZone: zone }))
    } catch {
      return false
    }
  },
  { error: 'must be a time zone like Pacific/Auckland' },
)
const countryNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
export const country = z
  .string()
  .refine((code) => /^[A-Z]{2}$/.test(code) && countryNames.of(code) !== undefined, {
    error: 'must be a country code like NZ',
  })

export const media = z.union(
  [
    z.strictObject({ drawing: handleSchema, alt: text(500) }),
    z.strictObject({
      image: path,
      alt: text(500),
      width: z.int().min(1).max(20_000),
      height: z.int().min(1).max(20_000),
      /** Per cent from the left and from the top. */
      focal: z.tuple([count(100), count(100)]).default([50, 50]),
      licence: lineSchema(200).optional(),
    }),
  ],
  { error: 'must be a drawing with alt, or an image with alt, width and height' },
)

const metafield = z.strictObject({
  namespace: handleSchema,
  key: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, { error: 'must be small letters, digits and _' }),
  type: z.string().max(60).default('single_line_text_field'),
  value: z.string().max(10_000),
})

export const metafields = z.array(metafield).max(100).default([])
