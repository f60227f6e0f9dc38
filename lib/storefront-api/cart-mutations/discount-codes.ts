import { setDiscountCodes } from '@/lib/cart/set-discount-codes'
import type { DomainError } from '@/lib/errors'
import type { Context } from '../context'
import { changeCart, Refused, type UserError } from './payload'

export function cartDiscountCodesUpdate(context: Context) {
  return ({ cartId, discountCodes }: { cartId: string; discountCodes: string[] }) =>
    changeCart(
      cartId,
      context,
      (token) => setDiscountCodes({ token, codes: discountCodes, visitor: context.visitor }),
      (error) => {
        const said = explainCodes([])(error)
        // The cart is as it was: clients that don't ask for errors go on with it.
        return said && error.code === 'TOO_OFTEN' ? new Refused([said], true) : said
      },
    )
}

/** @param path of the codes in the mutation's arguments */
export const explainCodes =
  (path: string[]) =>
  ({ field, message }: DomainError): UserError | undefined =>
    field === 'code' ? { code: 'INVALID', field: [...path, 'discountCodes'], message } : undefined
