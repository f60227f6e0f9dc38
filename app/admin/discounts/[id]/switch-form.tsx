'use client'

import { Button } from '@/components/button'
import { AdminForm } from '../../admin-form'
import { switchDiscount } from '../actions'

export function SwitchForm(props: { id: string; version: number; active: boolean; requestKey: string }) {
  const { id, version, active, requestKey } = props
  const hidden = { id, version: String(version), active: active ? 'no' : 'yes' }
  return (
    <AdminForm action={switchDiscount} requestKey={requestKey} hidden={hidden}>
      {({ pending }) => (
        <Button look={active ? 'danger' : 'plain'} disabled={pending}>
          {active ? 'Stop it' : 'Let it run'}
        </Button>
      )}
    </AdminForm>
  )
}
