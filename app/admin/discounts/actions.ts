'use server'

import { lastChange } from '@/lib/auth/audit'
import { getShop } from '@/lib/content/cached'
import { getDiscount } from '@/lib/discounts/discounts'
import { saveDiscount as save } from '@/lib/discounts/save-discount'
import { discountSwitch, setDiscountActive } from '@/lib/discounts/set-discount-active'
import { adminAction } from '../admin-action'
import type { Conflict, FormState } from '../form-state'
import { whenText } from '../when'
import { discountForm } from './discount-schema'

export async function saveDiscount(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, form, {
    permission: 'discounts',
    schema: async () => discountForm(await getShop()),
    run: save,
    next: (_, id) => `/admin/discounts/${id}?done=discount`,
    conflict: ({ id }) => discountNow(id),
  })
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
