import type { Context } from '../context'
import { cartCreate } from './create'
import { cartAttributesUpdate, cartNoteUpdate } from './details'
import { cartLinesAdd, cartLinesRemove, cartLinesUpdate } from './lines'

/** Mutation: what a client can change. */
export function mutationRoot(context: Context) {
  return {
    cartCreate: cartCreate(context),
    cartLinesAdd: cartLinesAdd(context),
    cartLinesUpdate: cartLinesUpdate(context),
    cartLinesRemove: cartLinesRemove(context),
    cartNoteUpdate: cartNoteUpdate(context),
    cartAttributesUpdate: cartAttributesUpdate(context),
  }
}
