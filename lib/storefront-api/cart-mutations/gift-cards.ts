import { applyGiftCards } from '@/lib/cart/apply-gift-cards'
import { removeGiftCards } from '@/lib/cart/remove-gift-cards'
import { uuidInCart } from '../cart-id'
import type { Context } from '../context'
import { changeCart, type Explain, Refused } from './payload'

type Codes = { cartId: string; giftCardCodes: string[] }

export function cartGiftCardCodesAdd(context: Context) {
  return (input: Codes) => putOn(input, context, false)
}

/** Those that are not among the codes come off. */
export function cartGiftCardCodesUpdate(context: Context) {
  return (input: Codes) => putOn(input, context, true)
}

function putOn({ cartId, giftCardCodes: codes }: Codes, context: Context, replace: boolean) {
  const { visitor } = context
  return changeCart(
    cartId,
    context,
    (token) => applyGiftCards({ token, codes, replace, visitor }),
    (error) => {
      const said = explainGiftCards([])(error)
      return said instanceof Refused || said === undefined ? said : new Refused([said], true)
    },
  )
}

export function cartGiftCardCodesRemove(context: Context) {
  return ({ cartId, appliedGiftCardIds: ids }: { cartId: string; appliedGiftCardIds: string[] }) =>
    changeCart(
      cartId,
      context,
      (token) => removeGiftCards({ token, ids: ids.map(uuidOf) }),
      ({ field }) => {
        const place = Number(/^giftCards\.(\d+)$/.exec(field ?? '')?.[1])
        const id = ids[place]
        return id === undefined ? undefined : unknownCard(id, place)
      },
    )
}

/** @throws Refused for the id of something else */
function uuidOf(id: string, place: number): string {
  const uuid = uuidInCart('AppliedGiftCard', id)
  if (uuid === null) throw unknownCard(id, place)
  return uuid
}

function unknownCard(id: string, place: number): Refused {
  const field = ['appliedGiftCardIds', String(place)]
  return new Refused(
    [{ code: 'INVALID', field, message: `The gift card with id ${id} is not applied.` }],
    true,
  )
}

/** @param path of the codes in the mutation's arguments */
export const explainGiftCards =
  (path: string[]): Explain =>
  ({ field, message }) =>
    field?.startsWith('giftCardCodes')
      ? { code: 'INVALID', field: [...path, ...field.split('.')], message }
      : undefined
