'use server'

import { lastChange } from '@/lib/auth/audit'
import { getShop } from '@/lib/content/cached'
import { adjustGiftCard } from '@/lib/gift-cards/adjust-gift-card'
import { getGiftCard } from '@/lib/gift-cards/gift-cards'
import { issueGiftCard } from '@/lib/gift-cards/issue-gift-card'
import { giftCardDisabling, setGiftCardDisabled } from '@/lib/gift-cards/set-gift-card-disabled'
import { adminAction } from '../admin-action'
import type { Conflict, FormState } from '../form-state'
import { whenText } from '../when'
import { adjustForm, issueForm } from './gift-card-schema'

export async function issueCard(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, form, {
    permission: 'gift_cards',
    schema: async () => issueForm(await getShop()),
    run: issueGiftCard,
    next: (_, card) => ({ shown: card.code }),
  })
}

export async function disableCard(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, form, {
    permission: 'gift_cards',
    schema: giftCardDisabling,
    run: setGiftCardDisabled,
    next: ({ giftCardId, disabled }) =>
      `/admin/gift-cards/${giftCardId}?done=${disabled ? 'disabled' : 'enabled'}`,
    conflict: ({ giftCardId }) => cardNow(giftCardId),
  })
}

export async function adjustCard(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, form, {
    permission: 'gift_cards',
    schema: async () => adjustForm(await getShop()),
    run: adjustGiftCard,
    next: ({ giftCardId }) => `/admin/gift-cards/${giftCardId}?done=balance`,
    conflict: ({ giftCardId }) => cardNow(giftCardId),
  })
}

async function cardNow(id: bigint): Promise<Conflict | null> {
  const [card, last] = await Promise.all([getGiftCard(id), lastChange('gift_card', String(id))])
  if (!card) return null
  return {
    hidden: { version: String(card.version), seen: String(card.balance.minor) },
    ...(last && { by: { who: last.actor, when: `on ${await whenText(last.at)}` } }),
    now: {},
  }
}
