import type { Context } from '../context'
import {
  cartDeliveryAddressesAdd,
  cartDeliveryAddressesRemove,
  cartDeliveryAddressesReplace,
  cartDeliveryAddressesUpdate,
} from './addresses'
import { cartBuyerIdentityUpdate } from './buyer'
import { cartCreate } from './create'
import { cartSelectedDeliveryOptionsUpdate } from './delivery-option'
import { cartAttributesUpdate, cartNoteUpdate } from './details'
import { cartDiscountCodesUpdate } from './discount-codes'
import { cartGiftCardCodesAdd, cartGiftCardCodesRemove, cartGiftCardCodesUpdate } from './gift-cards'
import { cartLinesAdd, cartLinesRemove, cartLinesUpdate } from './lines'
import { cartMetafieldDelete, cartMetafieldsSet } from './metafields'
import { cartClone, cartRemovePersonalData } from './whole-cart'

/** Mutation: what a client can change. */
export function mutationRoot(context: Context) {
  return {
    cartCreate: cartCreate(context),
    cartLinesAdd: cartLinesAdd(context),
    cartLinesUpdate: cartLinesUpdate(context),
    cartLinesRemove: cartLinesRemove(context),
    cartNoteUpdate: cartNoteUpdate(context),
    cartAttributesUpdate: cartAttributesUpdate(context),
    cartBuyerIdentityUpdate: cartBuyerIdentityUpdate(context),
    cartDeliveryAddressesAdd: cartDeliveryAddressesAdd(context),
    cartDeliveryAddressesUpdate: cartDeliveryAddressesUpdate(context),
    cartDeliveryAddressesRemove: cartDeliveryAddressesRemove(context),
    cartDeliveryAddressesReplace: cartDeliveryAddressesReplace(context),
    cartSelectedDeliveryOptionsUpdate: cartSelectedDeliveryOptionsUpdate(context),
    cartMetafieldsSet: cartMetafieldsSet(context),
    cartMetafieldDelete: cartMetafieldDelete(),
    cartClone: cartClone(context),
    cartRemovePersonalData: cartRemovePersonalData(context),
    cartDiscountCodesUpdate: cartDiscountCodesUpdate(context),
    cartGiftCardCodesAdd: cartGiftCardCodesAdd(context),
    cartGiftCardCodesRemove: cartGiftCardCodesRemove(context),
    cartGiftCardCodesUpdate: cartGiftCardCodesUpdate(context),
  }
}
