import { createCart, emptyCart } from '@/lib/cart/create-cart'
import { type AttributeInput, fromAttributes } from '../attributes'
import type { Context } from '../context'
import { type AddressInput, explainAddresses, readAddresses } from './addresses'
import { type BuyerInput, explainBuyer, readBuyer } from './buyer'
import { explainNote } from './details'
import { explainCodes } from './discount-codes'
import { explainGiftCards } from './gift-cards'
import { explainLines, type LineInput, placed, readLines } from './lines'
import { problemOf } from './metafield-types'
import { type MetafieldInput, readMetafield } from './metafields'
import { type CartPayload, Refused, toPayload, toRefused } from './payload'

type CartInput = {
  lines?: LineInput[] | null
  note?: string | null
  attributes?: AttributeInput[] | null
  buyerIdentity?: BuyerInput | null
  delivery?: { addresses?: AddressInput[] | null } | null
  metafields?: MetafieldInput[] | null
  discountCodes?: string[] | null
  giftCardCodes?: string[] | null
}

/** The country of the request is the buyer's, where they name none. */
export function cartCreate(context: Context) {
  return async (args: { input?: CartInput | null }): Promise<CartPayload> => {
    const input = args.input ?? {}
    try {
      return toPayload(await create(input, context), context)
    } catch (error) {
      const explained = [
        explainGiftCards(['input']),
        explainLines(input.lines ?? [], ['input']),
        explainNote(['input']),
        explainCodes(['input']),
        explainBuyer(['input', 'buyerIdentity']),
        explainAddresses(['input', 'delivery', 'addresses']),
      ]
      const { userErrors } = toRefused(error, (found) => {
        for (const explain of explained) {
          const said = explain(found)
          if (said) return said
        }
        return undefined
      })
      return { cart: null, userErrors, warnings: [] }
    }
  }
}

async function create(input: CartInput, { asked, visitor }: Context) {
  const read = readLines(input.lines ?? [], ['input'])
  const buyer = readBuyer(input.buyerIdentity ?? {}, ['input', 'buyerIdentity'])
  return createCart(
    {
      lines: read.lines,
      note: input.note ?? '',
      attributes: fromAttributes(input.attributes),
      buyer: { ...emptyCart.buyer, countryCode: asked, ...buyer },
      addresses: readAddresses(input.delivery?.addresses ?? [], ['input', 'delivery', 'addresses']),
      metafields: (input.metafields ?? []).map(readNewMetafield),
      discountCodes: input.discountCodes ?? [],
      giftCardCodes: input.giftCardCodes ?? [],
    },
    visitor,
  ).catch((error: unknown) => {
    throw placed(error, read)
  })
}

function readNewMetafield(given: MetafieldInput, place: number) {
  const metafield = readMetafield(given)
  const problem = problemOf(metafield)
  if (!problem) return metafield
  const field = ['input', 'metafields', String(place), problem.name]
  throw new Refused([{ code: 'INVALID_METAFIELDS', field, message: problem.message }])
}
