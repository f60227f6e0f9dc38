import { cloneCart } from '@/lib/cart/clone-cart'
import { removePersonalData } from '@/lib/cart/remove-personal-data'
import { publicIdOf } from '@/lib/cart/token'
import type { Context } from '../context'
import { changeCart } from './payload'

export function cartClone(context: Context) {
  return ({ cartId }: { cartId: string }) =>
    changeCart(cartId, context, (token) => cloneCart(publicIdOf(token)))
}

export function cartRemovePersonalData(context: Context) {
  return ({ cartId }: { cartId: string }) => changeCart(cartId, context, removePersonalData)
}
