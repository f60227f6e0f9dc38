'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { freeOrderForm, placeFreeOrder } from '@/lib/checkout/place-free-order'
import { isDomainError } from '@/lib/errors'
import { storable } from '@/lib/storable'
import { visitorAddress } from '@/lib/visitor-address'
import { cartToken } from '../cart/cart-cookie'
import { noticeOf } from '../cart/cart-notices'
import { cartPath } from '../cart/cart-path'
import type { FreeOrderState } from './free-order-state'

/** Places an order that costs nothing. What was typed stays in the form when something is missing or it is refused for now. */
export async function placeOrder(_before: FreeOrderState, form: FormData): Promise<FreeOrderState> {
  const typed = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, storable(value)]] : [])),
  )
  const parsed = freeOrderForm.safeParse(typed)
  if (!parsed.success) {
    const errors = Object.fromEntries(
      parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message]),
    )
    return { typed, errors }
  }
  const token = await cartToken()
  if (!token) redirect('/cart')
  let order: string
  try {
    const visitor = visitorAddress(await headers())
    order = await placeFreeOrder(token, parsed.data, { visitor, agreed: typed.agreed ?? '' })
  } catch (error) {
    if (!isDomainError(error)) throw error
    if (error.code === 'INVALID' && error.field) return { typed, errors: { [error.field]: error.message } }
    if (error.code === 'TOO_OFTEN') return { typed, errors: {}, refusal: error.message }
    const notice = noticeOf(error)
    redirect(notice ? cartPath({ notice }) : '/cart')
  }
  redirect(`/orders/${order}`)
}
