'use client'

import { Button } from '@/components/button'
import { TextField } from '@/components/field'
import type { GiftCardView } from '@/lib/gift-cards/gift-cards'
import { toDecimal } from '@/lib/money'
import { AdminForm } from '../../admin-form'
import { adjustCard, disableCard } from '../actions'

type Props = { card: GiftCardView; requestKey: string }

export function DisableForm({ card, requestKey }: Props) {
  const hidden = {
    giftCardId: card.id,
    version: String(card.version),
    disabled: card.disabled ? 'no' : 'yes',
  }
  return (
    <AdminForm action={disableCard} requestKey={requestKey} hidden={hidden}>
      {({ pending }) => (
        <details>
          <summary>{card.disabled ? 'Let it be spent again' : 'Disable it'}</summary>
          <p>
            {card.disabled
              ? 'What is left on it can be spent from now on.'
              : 'Nobody can begin to pay with it any more. An order that is being paid with it just now goes through.'}
          </p>
          <div className="acts">
            <Button look={card.disabled ? 'plain' : 'danger'} disabled={pending}>
              {card.disabled ? 'Enable' : 'Disable'}
            </Button>
          </div>
        </details>
      )}
    </AdminForm>
  )
}

export function AdjustForm({ card, requestKey }: Props) {
  const hidden = {
    giftCardId: card.id,
    version: String(card.version),
    seen: String(card.balance.minor),
  }
  return (
    <AdminForm
      action={adjustCard}
      requestKey={requestKey}
      hidden={hidden}
      labels={{ balance: 'What it is to hold', reason: 'Why' }}
    >
      {({ value, error, pending }) => (
        <details open={error('balance') !== undefined || error('reason') !== undefined}>
          <summary>Put its balance right</summary>
          <TextField
            label={`What it is to hold, ${card.balance.currency}`}
            id="balance"
            name="balance"
            inputMode="decimal"
            autoComplete="off"
            maxLength={40}
            defaultValue={value('balance', toDecimal(card.balance))}
            error={error('balance')}
          />
          <TextField
            label="Why"
            name="reason"
            maxLength={500}
            defaultValue={value('reason', '')}
            error={error('reason')}
            hint="It stays in the card’s history."
          />
          <div className="acts">
            <Button look="plain" disabled={pending}>
              {pending ? 'Changing…' : 'Change the balance'}
            </Button>
          </div>
        </details>
      )}
    </AdminForm>
  )
}
