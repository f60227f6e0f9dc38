import { z } from 'zod'
import { limits } from '@/lib/cart/limits'
import { readQuantityField } from './quantity-field'

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

const json = (most: number) =>
  z
    .string()
    .max(most)
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue('not JSON')
        return z.NEVER
      }
    })

/** A JSON object of texts, as what puts a line back carries it. */
const attributes = z.string().default('{}').pipe(json(20_000)).pipe(z.record(z.string(), z.string()))

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

/** Of all fields those of lines that hold something else than was shown there; null for what is no quantity. */
export const typedQuantities = z
  .array(z.tuple([z.string(), z.unknown()]))
  .transform((fields) =>
    fields.flatMap(([name, typed]) => {
      const field = readQuantityField(name)
      if (!field || typeof typed !== 'string' || typed.trim() === field.shown) return []
      return { lineId: field.lineId, quantity: quantity.safeParse(typed).data ?? null }
    }),
  )
  .refine((typed) => typed.length <= limits.lines)

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

/**
 * What the button that was pressed does beside sending all that is typed: its name says what, its value to which. None
 * of them where it only sends.
 */
export const pressedForm = z.object({
  less: lineId.optional(),
  more: lineId.optional(),
  removeLine: lineId.optional(),
  removeCode: z
    .string()
    .trim()
    .min(1)
    .max(limits.discountCode * 4)
    .optional(),
  /** By its place on the cart. */
  removeGiftCard: lineId.optional(),
  putBack: json(50_000).pipe(addForm).optional(),
})

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
