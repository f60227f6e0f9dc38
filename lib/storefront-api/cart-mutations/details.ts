import { limits } from '@/lib/cart/limits'
import { setAttributes } from '@/lib/cart/set-attributes'
import { setNote } from '@/lib/cart/set-note'
import { type AttributeInput, fromAttributes } from '../attributes'
import type { Context } from '../context'
import { changeCart, type Explain } from './payload'

export function cartNoteUpdate(context: Context) {
  return ({ cartId, note }: { cartId: string; note: string }) =>
    changeCart(cartId, context, (token) => setNote({ token, note }), explainNote([]))
}

export function cartAttributesUpdate(context: Context) {
  return ({ cartId, attributes }: { cartId: string; attributes: AttributeInput[] }) =>
    changeCart(cartId, context, (token) => setAttributes({ token, attributes: fromAttributes(attributes) }))
}

/** @param path of the note in the mutation's arguments */
export const explainNote =
  (path: string[]): Explain =>
  ({ field }) =>
    field === 'note'
      ? {
          code: 'NOTE_TOO_LONG',
          field: [...path, 'note'],
          message: `The note is too long (maximum is ${limits.note} characters).`,
        }
      : undefined
