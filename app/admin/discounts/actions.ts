'use server'

import { lastChange } from '@/lib/auth/audit'
import { getShop } from '@/lib/content/cached'
import { getDiscount } from '@/lib/discounts/discounts'
import { saveDiscount as save } from '@/lib/discounts/save-discount'
import { discountSwitch, setDiscountActive } from '@/lib/discounts/set-discount-active'
import { adminAction, lookUp } from '../admin-action'
import type { Conflict, FormState } from '../form-state'
import { whenText } from '../when'
import { discountForm } from './discount-schema'
import { goodsOf, isSearch } from './goods-search'

export async function saveDiscount(previous: FormState, form: FormData): Promise<FormState> {
  const look = async () => ({ goods: await goodsOf(form) })
  if (isSearch(form)) return lookUp(previous, form, 'discounts', look)
  const refused = await adminAction(previous, form, {
    permission: 'discounts',
    schema: async () => discountForm(await getShop()),
    run: save,
    next: (_, id) => `/admin/discounts/${id}?done=discount`,
    conflict: ({ id }) => discountNow(id),
  })
  // What was chosen from a search is not among what the page listed first.
  const listed = await lookUp(previous, form, 'discounts', look)
  return { ...refused, ...(listed.goods && { goods: listed.goods }) }
}

export async function switchDiscount(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, form, {
    permission: 'discounts',
    schema: discountSwitch,
    run: setDiscountActive,
    next: ({ id, active }) => `/admin/discounts/${id}?done=${active ? 'started' : 'stopped'}`,
    conflict: ({ id }) => discountNow(id),
  })
}

async function discountNow(id: bigint | null): Promise<Conflict | null> {
  if (id === null) return null
  const [discount, last] = await Promise.all([getDiscount(id), lastChange('discount', String(id))])
  if (!discount) return null
  return {
    hidden: { version: String(discount.version) },
    ...(last && { by: { who: last.actor, when: `on ${await whenText(last.at)}` } }),
    now: { title: discount.title, codes: discount.codes.join('\n') },
  }
}
