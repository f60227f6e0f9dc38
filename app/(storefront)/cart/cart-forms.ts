import { z } from 'zod'
import { limits } from '@/lib/cart/limits'

// What the cart's forms may say. One schema a form; everything is bounded before it reaches the domain.

const id = z
  .string()
  .regex(/^[1-9]\d{0,17}$/)
  .transform(BigInt)

const optionalId = z
  .union([z.literal('').transform(() => null), id])
  .nullish()
  .transform((value) => value ?? null)

const lineId = z.string().regex(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i)

/** As typed into a field: digits alone, so that "1e9", "NaN" and "-1" are none. */
const quantity = z
  .string()
  .trim()
  .regex(/^\d{1,9}$/)
  .transform(Number)
  .pipe(z.number().max(limits.quantity))

/** A JSON object of texts, as the form that puts a line back carries it. */
const attributes = z
  .string()
  .max(20_000)
  .default('{}')
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue('not JSON')
      return z.NEVER
    }
  })
  .pipe(z.record(z.string(), z.string()))

export const addForm = z.object({
  variantId: id,
  quantity: quantity.pipe(z.number().min(1)).default(1),
  articleId: optionalId,
  attributes,
})

export const updateForm = z.discriminatedUnion('change', [
  z.object({ change: z.enum(['less', 'more']), lineId }),
  z.object({ change: z.literal('set'), lineId, quantity }),
])

export const removeForm = z.object({ lineId })

// Bounded anew, in characters, by the domain.
const note = z.string().max(limits.note * 4)
const country = z.string().regex(/^[A-Z]{2}$/)

/** What is typed beside the lines, and what the page had put there. */
export const typedForm = z.object({
  note: note.optional(),
  shownNote: note.optional(),
  country: country.optional(),
  shownCountry: country.optional(),
  rate: optionalId,
  shownRate: optionalId,
  code: z
    .string()
    .trim()
    .max(limits.discountCode * 4)
    .default(''),
})

/** One on the cart. */
export const codeForm = z.object({
  code: z
    .string()
    .trim()
    .min(1)
    .max(limits.discountCode * 4),
})

/** Its place on the cart. */
export const giftCardForm = z.object({ giftCardId: lineId })

/** "<line>:<quantity>" for each line the page showed cut. */
export const shownCuts = z
  .array(
    z
      .string()
      .regex(/^[\da-f-]{36}:\d{1,3}$/i)
      .transform((text) => ({ lineId: text.slice(0, 36), quantity: Number(text.slice(37)) }))
      .refine((shown) => lineId.safeParse(shown.lineId).success),
  )
  .max(limits.lines)
