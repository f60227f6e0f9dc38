'use client'

import { Button } from '@/components/button'
import { TextField } from '@/components/field'
import { AdminForm } from '../admin-form'
import { resolve } from './actions'

export function ResolveForm({ id, requestKey }: { id: string; requestKey: string }) {
  const idOf = (name: string) => `${name}-${id}`
  return (
    <AdminForm
      action={resolve}
      requestKey={requestKey}
      hidden={{ id }}
      labels={{ note: 'What you did' }}
      idOf={idOf}
    >
      {({ value, error, pending }) => (
        <>
          <TextField
            id={idOf('note')}
            label="What you did"
            name="note"
            maxLength={500}
            defaultValue={value('note', '')}
            error={error('note')}
          />
          <div className="acts">
            <Button look="plain" disabled={pending}>
              Resolved
            </Button>
          </div>
        </>
      )}
    </AdminForm>
  )
}
