import { z } from 'zod'
import { handlePattern } from './handle'
import { longestText } from './markdown'

export const handleSchema = z
  .string()
  .max(100)
  .regex(handlePattern, { error: 'must be small letters, digits and single hyphens, like gut-love' })

/** One line of text, for titles and names. */
export const lineSchema = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, { error: 'must not be empty' })
    .max(longest)
    .regex(/^[^\r\n]*$/, { error: 'must be one line' })

export const markdownSchema = z
  .string()
  .trim()
  .max(longestText, { error: `must be at most ${longestText.toLocaleString('en-NZ')} characters long` })

/** `kind` says how strong the evidence is ("Narrative review"); `source` names people, journal and year. */
export const referenceSchema = z.strictObject({
  kind: lineSchema(120),
  title: lineSchema(400),
  source: lineSchema(400),
  url: z
    .url({ protocol: /^https?$/, error: 'must be an address that starts with https://' })
    .max(500)
    .optional(),
})

/** What makes an article, whichever door it comes through: shop file, importer, admin. */
export const articleDraftSchema = z.strictObject({
  handle: handleSchema,
  title: lineSchema(200),
  /** A sentence or two under the title; empty for none. */
  standfirst: z.string().trim().max(500).default(''),
  /** Markdown, see markdown.ts. */
  body: markdownSchema,
  topic: z.string().trim().max(60).default(''),
  tags: z.array(lineSchema(60)).max(50).default([]),
  /** "In short", first on the page. */
  keyPoints: z.array(lineSchema(300)).max(8).default([]),
  references: z.array(referenceSchema).max(100).default([]),
  status: z.enum(['draft', 'active', 'archived']).default('draft'),
  seoTitle: lineSchema(200).optional(),
  seoDescription: lineSchema(400).optional(),
})
