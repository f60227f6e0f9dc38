'use client'

import { Button, ButtonLink } from '@/components/button'
import { TextField } from '@/components/field'
import { Notice } from '@/components/notice'
import { AdminForm } from '../../admin-form'
import { issueCard } from '../actions'

const labels = { amount: 'Worth', expiresAt: 'Last day', note: 'Note' }

/** The code stands here once, and nowhere after. */
export function IssueForm({ currency, requestKey }: { currency: string; requestKey: string }) {
  return (
    <AdminForm
      action={issueCard}
      requestKey={requestKey}
      labels={labels}
      shown={(code) => (
        <Notice tone="done" title="Copy the code now: it is not shown again">
          <p>
            <code className="token">{code}</code>
          </p>
          <p>Whoever has it can spend it in the cart. It works from now on.</p>
          <p>
            <ButtonLink look="plain" href="/admin/gift-cards?done=issued">
              I have copied it
            </ButtonLink>
          </p>
        </Notice>
      )}
    >
      {({ value, error, pending }) => (
        <>
          <TextField
            label={`Worth, ${currency}`}
            id="amount"
            name="amount"
            inputMode="decimal"
            autoComplete="off"
            maxLength={40}
            defaultValue={value('amount', '')}
            error={error('amount')}
          />
          <TextField
            label="Last day on which it can be used"
            name="expiresAt"
            type="date"
            defaultValue={value('expiresAt', '')}
            error={error('expiresAt')}
            hint="Empty: it never runs out."
          />
          <TextField
            label="Note"
            name="note"
            maxLength={500}
            autoComplete="off"
            defaultValue={value('note', '')}
            error={error('note')}
            hint="Whom it is for, and why. Shoppers don’t see it."
          />
          <div className="acts">
            <Button disabled={pending}>{pending ? 'Issuing…' : 'Issue it'}</Button>
            <a href="/admin/gift-cards">Cancel</a>
          </div>
        </>
      )}
    </AdminForm>
  )
}
