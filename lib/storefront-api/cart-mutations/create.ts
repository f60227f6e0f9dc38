import { createCart, emptyCart } from '@/lib/cart/create-cart'
import { type AttributeInput, fromAttributes } from '../attributes'
import type { Context } from '../context'
import { type BuyerInput, readBuyer } from './buyer'
import { explainNote } from './details'
import { explainLines, type LineInput, placed, readLines } from './lines'
import { type CartPayload, toPayload, toRefused } from './payload'

type CartInput = {
  lines?: LineInput[] | null
  note?: string | null
  attributes?: AttributeInput[] | null
  buyerIdentity?: BuyerInput | null
}

export function cartCreate(context: Context) {
  return async ({ input }: { input?: CartInput | null }): Promise<CartPayload> => {
    const { lines = [], note, attributes, buyerIdentity } = input ?? {}
    try {
      const read = readLines(lines ?? [], ['input'])
      const buyer = readBuyer(
        { ...buyerIdentity, countryCode: buyerIdentity?.countryCode ?? context.asked },
        ['input', 'buyerIdentity'],
      )
      const cart = await createCart({
        ...emptyCart,
        lines: read.lines,
        note: note ?? '',
        attributes: fromAttributes(attributes),
        buyer,
      }).catch((error: unknown) => {
        throw placed(error, read)
      })
      return toPayload(cart, context)
    } catch (error) {
      const { userErrors } = toRefused(
        error,
        (found) => explainLines(lines ?? [], ['input'])(found) ?? explainNote(['input'])(found),
      )
      return { cart: null, userErrors, warnings: [] }
    }
  }
}
