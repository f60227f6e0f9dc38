import { isCartGone } from '@/lib/cart/cart-gone'
import { type ErrorCode, isDomainError } from '@/lib/errors'

// Sentences the cart page can say after a form. Addresses carry only the key, so that nobody can put words in ours.

export const notices = {
  quantity: 'Choose a whole number up to 999. What was typed instead of one was not used.',
  form: 'That form could not be read. Nothing was changed: please try again.',
  long: 'That was far too much to read: more than any cart of ours sends. Nothing was changed: check out from this page.',
  gone: 'That is no longer in your cart, or no longer for sale.',
  ended: 'That cart has ended. Add something to start a new one.',
  link: 'That link could not be read, so nothing was put in your cart.',
  missing: 'Not everything in that link is for sale any more. Look over what is left.',
  full: 'A cart holds at most 250 different things. Remove one to make room.',
  unserved: 'We don’t send there yet. Choose another country, or write to us.',
  empty: 'There is nothing in your cart to check out.',
  changed:
    'Something in your cart changed since you looked. Nothing has been charged: look it over, then check out.',
  stock:
    'Someone else was quicker, and not everything is left. Nothing has been charged: look your cart over.',
  payment:
    'The payment page can’t be reached just now. Nothing was charged and your cart is safe: try again.',
  small:
    'That is less than a card can pay, which is about half a dollar. Nothing was charged: add something to your cart.',
  busy: 'Your cart is being checked out in another window. Finish there, or close it and try again.',
  wait: 'Checkouts that were begun from your connection and not paid stand in the way of this one. Nothing was charged and your cart is kept: pay those, try with fewer of each or without your code, or again later. After a day they no longer count.',
  share:
    'That is more than half of what we have, and a checkout sets it aside for half an hour. Nothing was charged and your cart is kept: take fewer, or write to us about a large order.',
  checking:
    'We are still asking the bank about your payment. You will get an e-mail when it is through; please don’t pay twice.',
  failed: 'Something went wrong on our side. Nothing was charged and your cart is kept: please try again.',
  note: 'A note has at most 5,000 characters. Shorten it, then save it again.',
  code: 'Your code is used: see what is off below.',
  kept: 'Your code is kept, and counts once there are goods in your cart.',
  waits: 'Not every code takes something off just now: below it says why.',
  giftcard: 'Your gift card is on the cart: see what it pays below.',
  unknown:
    'That code can’t be used. Look for letters that are alike (0 and O, 1 and I) and try again; if it is right, it is used up, over or no longer valid.',
  tries: 'Too many codes were tried from your connection. Wait ten minutes, then try again.',
  codes: 'A cart holds no more codes than that. Remove one to make room.',
  saved: 'Your note is saved.',
  quantities: 'Your cart has the quantity you typed. Look at the new total, then check out.',
  destination: 'Delivery is worked out for what you chose. Look at the new total, then check out.',
} as const

export type NoticeKey = keyof typeof notices

/** Those that are not about something that went wrong. */
export const tones: Partial<Record<NoticeKey, 'note' | 'done'>> = {
  saved: 'done',
  code: 'done',
  kept: 'done',
  giftcard: 'done',
  checking: 'note',
  wait: 'note',
  waits: 'note',
  share: 'note',
  quantities: 'note',
  destination: 'note',
}

const ofError: Record<ErrorCode, NoticeKey> = {
  INVALID: 'form',
  NOT_FOUND: 'gone',
  CONFLICT: 'busy',
  FORBIDDEN: 'gone',
  OUT_OF_STOCK: 'stock',
  CART_EMPTY: 'empty',
  CART_CHANGED: 'changed',
  UNSHIPPABLE: 'unserved',
  PAYMENT_UNAVAILABLE: 'payment',
  AMOUNT_TOO_SMALL: 'small',
  TOO_MANY: 'full',
  TOO_OFTEN: 'wait',
  INVALID_DELIVERY_ADDRESS_ID: 'form',
  INVALID_DELIVERY_GROUP: 'form',
  INVALID_DELIVERY_OPTION: 'form',
  INVALID_METAFIELDS: 'form',
  ONLY_ONE_DELIVERY_ADDRESS_CAN_BE_SELECTED: 'form',
  TOO_MANY_DELIVERY_ADDRESSES: 'form',
}

/** What is wrong with a code, whichever way it came. */
const ofCode: Partial<Record<ErrorCode, NoticeKey>> = {
  INVALID: 'unknown',
  NOT_FOUND: 'unknown',
  TOO_MANY: 'codes',
  TOO_OFTEN: 'tries',
}

const ofField: Record<string, NoticeKey> = { quantity: 'quantity', note: 'note', length: 'long' }

/** @returns undefined for an error nobody expected */
export function noticeOf(error: unknown): NoticeKey | undefined {
  if (!isDomainError(error)) return undefined
  if (error.field === 'code') return ofCode[error.code] ?? ofError[error.code]
  if (isCartGone(error)) return 'ended'
  if (error.code === 'TOO_OFTEN' && error.field === 'quantity') return 'share'
  return (error.code === 'INVALID' && ofField[error.field ?? '']) || ofError[error.code]
}

export function isNotice(key: unknown): key is NoticeKey {
  return typeof key === 'string' && Object.hasOwn(notices, key)
}
