import { cartGone } from '@/lib/cart/cart-gone'
import { chooseRate } from '@/lib/cart/choose-rate'
import { readCart } from '@/lib/cart/read-cart'
import type { DomainError } from '@/lib/errors'
import { addressOfGroup } from '../cart-delivery'
import { idInCart } from '../cart-id'
import type { Context } from '../context'
import { changeCart, Refused, type UserError } from './payload'

type OptionInput = { deliveryGroupId: string; deliveryOptionHandle: string }

/** A cart goes in one parcel, so the last choice counts. */
export function cartSelectedDeliveryOptionsUpdate(context: Context) {
  return (given: { cartId: string; selectedDeliveryOptions: OptionInput[] }) => {
    const place = given.selectedDeliveryOptions.length - 1
    const option = given.selectedDeliveryOptions[place]
    return changeCart(
      given.cartId,
      context,
      async (token) => {
        if (option) return chooseRate({ token, ...readOption(option, place) })
        const cart = await readCart(token)
        if (!cart) throw cartGone()
        return cart
      },
      ({ code }) => wrong(code, place),
    )
  }
}

function readOption({ deliveryGroupId, deliveryOptionHandle }: OptionInput, place: number) {
  const addressId = addressOfGroup(idInCart('CartDeliveryGroup', deliveryGroupId) ?? '')
  if (addressId === null) throw refused('INVALID_DELIVERY_GROUP', place)
  if (!/^\d{1,18}$/.test(deliveryOptionHandle)) throw refused('INVALID_DELIVERY_OPTION', place)
  return { addressId, rateId: BigInt(deliveryOptionHandle) }
}

const errors: Record<string, { name: string; message: string }> = {
  INVALID_DELIVERY_GROUP: { name: 'deliveryGroupId', message: 'Delivery group was not found in cart.' },
  INVALID_DELIVERY_OPTION: { name: 'deliveryOptionHandle', message: 'Delivery option was not valid.' },
}

function wrong(code: DomainError['code'], place: number): UserError | undefined {
  const error = errors[code]
  return (
    error && { code, field: ['selectedDeliveryOptions', String(place), error.name], message: error.message }
  )
}

function refused(code: DomainError['code'], place: number): Refused {
  const error = wrong(code, place)
  return new Refused(error ? [error] : [])
}
