'use server'

import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { RedirectType, redirect } from 'next/navigation'
import type { z } from 'zod'
import { addLines } from '@/lib/cart/add-lines'
import { applies } from '@/lib/cart/cart-discounts'
import { type CartView, toCartView } from '@/lib/cart/cart-view'
import { enterCode as enter } from '@/lib/cart/enter-code'
import type { NewLine } from '@/lib/cart/insert-lines'
import { removeDiscountCode } from '@/lib/cart/remove-discount-code'
import { removeGiftCards } from '@/lib/cart/remove-gift-cards'
import { removeLine as remove } from '@/lib/cart/remove-line'
import { setNote as write } from '@/lib/cart/set-note'
import { updateLine as update } from '@/lib/cart/update-line'
import { isLineWarning } from '@/lib/cart/warnings'
import { DomainError } from '@/lib/errors'
import { logError } from '@/lib/log'
import { safePath } from '@/lib/safe-path'
import { visitorAddress } from '@/lib/visitor-address'
import { cartToken, keepCart } from './cart-cookie'
import { addForm, codeForm, fields, giftCardForm, noteForm, removeForm, updateForm } from './cart-forms'
import { noticeOf, notices } from './cart-notices'
import { cartPath } from './cart-path'

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
  redirect(path, RedirectType.replace)
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
  const { attributes, ...line } = parse(addForm, form)
  const token = await cartToken()
  const cart = await addLines({ token, lines: [{ ...line, attributes }] })
  // Setting a cookie makes Next render the page anew: only when it is a new one. Reading the cart prolongs it.
  if (cart.token !== token) await keepCart(cart.token)
  return cart
}

export async function updateLine(form: FormData): Promise<void> {
  redirect(await updated(form), RedirectType.replace)
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
    const { lineId, ...change } = parse(updateForm, form)
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
    const { removed } = await remove({ token, ...parse(removeForm, form) })
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

/** A code of either kind. One that the shop does not have is not kept, and the cart page says so. */
export async function enterCode(form: FormData): Promise<void> {
  const path = await pathAfter(async () => {
    const { code } = parse(codeForm, form)
    const visitor = visitorAddress(await headers())
    const { cart, kind } = await enter({ token: await cartToken(), code, visitor })
    await keepCart(cart.token)
    if (kind === 'gift_card') return cartPath({ notice: 'giftcard' })
    return cartPath(applies(cart, code) ? { notice: 'code' } : {})
  })
  redirect(path, RedirectType.replace)
}

export async function removeCode(form: FormData): Promise<void> {
  await changeCart(async (token) => {
    await removeDiscountCode({ token, ...parse(codeForm, form) })
    return cartPath({})
  })
}

export async function removeGiftCard(form: FormData): Promise<void> {
  await changeCart(async (token) => {
    const { giftCardId } = parse(giftCardForm, form)
    await removeGiftCards({ token, ids: [giftCardId] })
    return cartPath({})
  })
}

export async function setNote(form: FormData): Promise<void> {
  await changeCart(async (token) => {
    await write({ token, ...parse(noteForm, form) })
    return cartPath({ notice: 'saved' })
  })
}

/** Twelve clicks on "+" are not twelve pages to go back through. */
async function changeCart(work: (token: string) => Promise<string>): Promise<never> {
  redirect(await afterChange(work), RedirectType.replace)
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

/** @throws DomainError INVALID naming the first field that can't be used */
function parse<S extends z.ZodType>(schema: S, form: FormData): z.infer<S> {
  const result = schema.safeParse(fields(form))
  if (result.success) return result.data
  throw new DomainError(
    'INVALID',
    'That form could not be read.',
    result.error.issues[0]?.path.join('.') ?? '',
  )
}
