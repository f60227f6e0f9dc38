'use server'

import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { RedirectType, redirect } from 'next/navigation'
import type { z } from 'zod'
import { addLines } from '@/lib/cart/add-lines'
import { cartGone } from '@/lib/cart/cart-gone'
import { type CartView, toCartView } from '@/lib/cart/cart-view'
import type { NewLine } from '@/lib/cart/insert-lines'
import { keepTyped, type Typed } from '@/lib/cart/keep-typed'
import type { Cart } from '@/lib/cart/load-cart'
import { removeDiscountCode } from '@/lib/cart/remove-discount-code'
import { removeGiftCards } from '@/lib/cart/remove-gift-cards'
import { removeLine } from '@/lib/cart/remove-line'
import { updateLine } from '@/lib/cart/update-line'
import { isLineWarning } from '@/lib/cart/warnings'
import { logError } from '@/lib/log'
import { safePath } from '@/lib/safe-path'
import { visitorAddress } from '@/lib/visitor-address'
import { cartToken, keepCart } from './cart-cookie'
import { addForm, pressedForm, updateForm } from './cart-forms'
import { noticeOf, notices } from './cart-notices'
import { type CartNews, cartPath, joinNews } from './cart-path'
import { cutNews, keptNews, removedNews } from './kept-news'
import { parseForm } from './parse-form'
import { readTyped } from './read-typed'

/** Add to cart without JavaScript: the cart says what was added and leads back to where the reader was. */
export async function addToCart(form: FormData): Promise<void> {
  const from = safePath(form.get('from'), '')
  goTo(await newsAfter(async () => ({ ...(await added(parseForm(addForm, form))), from })))
}

/** Add to cart with JavaScript: the reader stays, the page gets the cart as it now is, or a sentence. */
export async function addHere(form: FormData): Promise<{ cart: CartView } | { problem: string }> {
  try {
    return { cart: toCartView(await add(parseForm(addForm, form))) }
  } catch (error) {
    const key = noticeOf(error)
    if (!key) logError('cart.add_failed', error)
    return { problem: notices[key ?? 'failed'] }
  }
}

async function add(line: NewLine) {
  const token = await cartToken()
  const cart = await addLines({ token, lines: [line] })
  // Setting a cookie makes Next render the page anew: only when it is a new one. Reading the cart prolongs it.
  if (cart.token !== token) await keepCart(cart.token)
  return cart
}

async function added(newLine: NewLine): Promise<CartNews> {
  const cart = await add(newLine)
  const line = cart.lines.find(({ variantId }) => variantId === newLine.variantId)
  return { added: line?.id, cut: cutOf(cart, line?.id) }
}

/**
 * A change of a line with JavaScript: a redirect would make the browser drop clicks that are still on their way, so it
 * gets the address that says what happened, and the page as it now is.
 */
export async function updateHere(form: FormData): Promise<string> {
  const news = await newsAfter(() => inCart((token) => updated(token, parseForm(updateForm, form))))
  // Also where nothing changed: the lines on the page may be those of a cart that has ended.
  refresh()
  return cartPath(news)
}

/**
 * A button of the cart's form, whichever it is: what is typed anywhere on the page is meant and taken over, and then the
 * button does its own. What is wrong with one keeps nobody from the other.
 */
export async function changeCart(form: FormData): Promise<void> {
  const news = await newsAfter(async () => {
    const typed = readTyped(form)
    const pressed = parseForm(pressedForm, form)
    const visitor = visitorAddress(await headers())
    const kept = await newsAfter(() =>
      inCart(async (token) => keptNews(await keepTyped({ token, visitor, ...typed }))),
    )
    return isTypedAway(typed, pressed) ? kept : joinNews(kept, await newsAfter(() => press(pressed)))
  })
  goTo(news)
}

type Pressed = z.infer<typeof pressedForm>

/** A line whose quantity was typed as 0 is gone before its own button does anything. */
function isTypedAway({ quantities = [] }: Typed, { less, more, removeLine: gone }: Pressed): boolean {
  return quantities.some(({ lineId, quantity }) => quantity === 0 && [less, more, gone].includes(lineId))
}

async function press(pressed: Pressed): Promise<CartNews> {
  const { less, more, removeLine: gone, removeCode, removeGiftCard, putBack } = pressed
  if (putBack) return added(putBack)
  return inCart(async (token) => {
    if (less) return updated(token, { lineId: less, change: 'less' })
    if (more) return updated(token, { lineId: more, change: 'more' })
    if (gone) return removedNews((await removeLine({ token, lineId: gone })).removed)
    if (removeCode) await removeDiscountCode({ token, code: removeCode })
    if (removeGiftCard) await removeGiftCards({ token, ids: [removeGiftCard] })
    return {}
  })
}

async function updated(token: string, change: z.infer<typeof updateForm>): Promise<CartNews> {
  const { lineId } = change
  const wanted =
    change.change === 'set'
      ? { quantity: change.quantity }
      : ({ step: change.change === 'more' ? 1 : -1 } as const)
  const cart = await updateLine({ token, lineId, ...wanted })
  return cart.removed ? removedNews(cart.removed) : { cut: cutOf(cart, lineId) }
}

/** "<line>:<asked>" where the line got less than was asked for. */
function cutOf({ warnings }: Pick<Cart, 'warnings'>, lineId: string | undefined): string | undefined {
  const warning = warnings.filter(isLineWarning).find((candidate) => candidate.lineId === lineId)
  return warning && cutNews(warning)
}

/** A line was on the page, so without a cookie its cart has ended meanwhile, in another window. */
async function inCart(work: (token: string) => Promise<CartNews>): Promise<CartNews> {
  const token = await cartToken()
  if (!token) throw cartGone()
  const news = await work(token)
  await keepCart(token)
  return news
}

/**
 * Twelve clicks are not twelve pages to go back through. The cart stands in the layout, which Next keeps as it is where
 * only the page's address changes: it is asked for anew, also after a failure, which may have come when half was done.
 */
function goTo(news: CartNews): never {
  refresh()
  redirect(cartPath(news), RedirectType.replace)
}

/** What the cart page says next; after a failure what happened. */
async function newsAfter(work: () => Promise<CartNews>): Promise<CartNews> {
  try {
    return await work()
  } catch (error) {
    const notice = noticeOf(error)
    if (!notice) logError('cart.action_failed', error)
    return { notice: notice ?? 'failed' }
  }
}
