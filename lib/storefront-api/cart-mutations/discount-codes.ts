import { setDiscountCodes } from '@/lib/cart/set-discount-codes'
import type { Context } from '../context'
import { changeCart, type Explain } from './payload'

export function cartDiscountCodesUpdate(context: Context) {
  return ({ cartId, discountCodes }: { cartId: string; discountCodes: string[] }) =>
    changeCart(
      cartId,
      context,
      (token) => setDiscountCodes({ token, codes: discountCodes }),
      explainCodes([]),
    )
}

/** @param path of the codes in the mutation's arguments */
export const explainCodes =
  (path: string[]): Explain =>
  ({ field, message }) =>
    field === 'code' ? { code: 'INVALID', field: [...path, 'discountCodes'], message } : undefined
