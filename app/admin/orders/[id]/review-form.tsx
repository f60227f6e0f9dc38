'use client'

import { Button } from '@/components/button'
import { TextField } from '@/components/field'
import { AdminForm } from '../../admin-form'
import { releaseOrder } from './actions'

export function ReviewForm(props: { orderId: string; version: number; requestKey: string }) {
  const { orderId, version, requestKey } = props
  return (
    <AdminForm
      action={releaseOrder}
      requestKey={requestKey}
      hidden={{ orderId, version: String(version) }}
      labels={{ note: 'What you found' }}
    >
      {({ value, error, pending }) => (
        <>
          <TextField
            label="What you found"
            name="note"
            maxLength={500}
            defaultValue={value('note', '')}
            error={error('note')}
            hint="It stays in the order’s history."
          />
          <div className="acts">
            <Button look="plain" disabled={pending}>
              It may be sent
            </Button>
          </div>
        </>
      )}
    </AdminForm>
  )
}
