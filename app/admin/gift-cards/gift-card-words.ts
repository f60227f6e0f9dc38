import type { GiftCardView } from '@/lib/gift-cards/gift-cards'

export const stateWords = {
  usable: { text: 'Can be spent', look: 'live' },
  empty: { text: 'Empty', look: '' },
  expired: { text: 'Expired', look: '' },
  disabled: { text: 'Disabled', look: 'wrong' },
} as const satisfies Record<GiftCardView['state'], { text: string; look: string }>

export const entryWords = {
  issued: 'Issued',
  spent: 'Spent',
  restored: 'Given back by a refund',
  adjusted: 'Put right',
} as const

export const withdrawnWords = {
  refund:
    'It can’t be enabled: what it was bought with is refunded. If that refund fails, it can be spent again.',
  dispute:
    'It can’t be enabled: what it was bought with is disputed. If the dispute is won, it can be spent again.',
} as const
