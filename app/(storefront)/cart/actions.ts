'use server'

import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { RedirectType, redirect } from 'next/navigation'
import { addLines } from '@/lib/cart/add-lines'
import { type CartView, toCartView } from '@/lib/cart/cart-view'
import type { NewLine } from '@/lib/cart/insert-lines'
import { keepTyped as keep } from '@/lib/cart/keep-typed'
import { removeDiscountCode } from '@/lib/cart/remove-discount-code'
import { removeGiftCards } from '@/lib/cart/remove-gift-cards'
import { removeLine as remove } from '@/lib/cart/remove-line'
import { updateLine as update } from '@/lib/cart/update-line'
import { isLineWarning } from '@/lib/cart/warnings'
import { logError } from '@/lib/log'
import { safePath } from '@/lib/safe-path'
import { visitorAddress } from '@/lib/visitor-address'
import { cartToken, keepCart } from './cart-cookie'
import { addForm, codeForm, giftCardForm, removeForm, typedForm, updateForm } from './cart-forms'
import { noticeOf, notices } from './cart-notices'
import { cartPath } from './cart-path'
import { parseForm } from './parse-form'

/**
 * Add to cart without JavaScript: the cart says what was added and leads back to where the reader was. With it only
 * "Put it back" comes this way, and "back" must not lead to the page that said the line was gone.
 */
export async function addToCart(form: FormData): Promise<void> {
  const from = safePath(form.get('from'), '')
  const path = await pathAfter(async () => {
    const cart = await add(form)
    const variantId = form.get('variantId')
    const line = cart.lines.find((candidate) => String(candidate.variantId) === variantId)
    const warning = cart.warnings.filter(isLineWarning).find(({ lineId }) => lineId === line?.id)
    return cartPath({ added: line?.id, cut: warning && `${warning.lineId}:${warning.asked}`, from })
  })
  goTo(path)
}

/** Add to cart with JavaScript: the reader stays, the page gets the cart as it now is, or a sentence. */
export async function addHere(form: FormData): Promise<{ cart: CartView } | { problem: string }> {
  try {
    return { cart: toCartView(await add(form)) }
  } catch (error) {
    const key = noticeOf(error)
    if (!key) logError('cart.add_failed', error)
    return { problem: notices[key ?? 'failed'] }
  }
}

async function add(form: FormData) {
  const { attributes, ...line } = parseForm(addForm, form)
  const token = await cartToken()
  const cart = await addLines({ token, lines: [{ ...line, attributes }] })
  // Setting a cookie makes Next render the page anew: only when it is a new one. Reading the cart prolongs it.
  if (cart.token !== token) await keepCart(cart.token)
  return cart
}

export async function updateLine(form: FormData): Promise<void> {
  goTo(await updated(form))
}

/**
 * The same with JavaScript: a redirect would make the browser drop clicks that are still on their way, so it gets
 * the address that says what happened, and the page as it now is.
 */
export async function updateHere(form: FormData): Promise<string> {
  const path = await updated(form)
  // Also where nothing changed: the lines on the page may be those of a cart that has ended.
  refresh()
  return path
}

function updated(form: FormData): Promise<string> {
  return afterChange(async (token) => {
    const { lineId, ...change } = parseForm(updateForm, form)
    const wanted =
      change.change === 'set'
        ? { quantity: change.quantity }
        : ({ step: change.change === 'more' ? 1 : -1 } as const)
    const cart = await update({ token, lineId, ...wanted })
    if (cart.removed) return removedPath(cart.removed)
    const warning = cart.warnings.filter(isLineWarning).find((candidate) => candidate.lineId === lineId)
    return cartPath({ cut: warning && `${lineId}:${warning.asked}` })
  })
}

export async function removeLine(form: FormData): Promise<void> {
  await changeCart(async (token) => {
    const { removed } = await remove({ token, ...parseForm(removeForm, form) })
    return removed ? removedPath(removed) : cartPath({})
  })
}

/** The cart without a line, offering to put it back. */
function removedPath({ variantId, quantity, articleId, attributes = {} }: NewLine): string {
  return cartPath({
    removed: String(variantId),
    quantity: String(quantity),
    article: articleId ? String(articleId) : '',
    attributes: Object.keys(attributes).length > 0 ? JSON.stringify(attributes) : '',
  })
}

/** "Update", "Save" and "Use": whichever is pressed, all that is typed beside the lines is meant. */
export async function keepTyped(form: FormData): Promise<void> {
  await changeCart(async (token) => {
    const visitor = visitorAddress(await headers())
    return cartPath({ notice: await keep({ token, visitor, ...parseForm(typedForm, form) }) })
  })
}

export async function removeCode(form: FormData): Promise<void> {
  await changeCart(async (token) => {
    await removeDiscountCode({ token, ...parseForm(codeForm, form) })
    return cartPath({})
  })
}

export async function removeGiftCard(form: FormData): Promise<void> {
  await changeCart(async (token) => {
    const { giftCardId } = parseForm(giftCardForm, form)
    await removeGiftCards({ token, ids: [giftCardId] })
    return cartPath({})
  })
}

async function changeCart(work: (token: string) => Promise<string>): Promise<never> {
  goTo(await afterChange(work))
}

/**
 * Twelve clicks are not twelve pages to go back through. The cart stands in the layout, which Next keeps as it is where
 * only the page's address changes: it is asked for anew, also after a failure, which may have come when half was done.
 */
function goTo(path: string): never {
  refresh()
  redirect(path, RedirectType.replace)
}

/** A line was on the page, so without a cookie its cart has ended meanwhile, in another window. */
function afterChange(work: (token: string) => Promise<string>): Promise<string> {
  return pathAfter(async () => {
    const token = await cartToken()
    if (!token) return cartPath({ notice: 'ended' })
    const next = await work(token)
    await keepCart(token)
    return next
  })
}

/** Where to go next; after a failure the cart page, which says what happened. */
async function pathAfter(work: () => Promise<string>): Promise<string> {
  try {
    return await work()
  } catch (error) {
    const notice = noticeOf(error)
    if (!notice) logError('cart.action_failed', error)
    return cartPath({ notice: notice ?? 'failed' })
  }
}
