'use client'

import { Button } from '@/components/button'
import { AdminForm } from '../../admin-form'
import { checkAtStripe } from './actions'

export function RecheckForm({ orderId, requestKey }: { orderId: string; requestKey: string }) {
  return (
    <AdminForm action={checkAtStripe} requestKey={requestKey} hidden={{ orderId }}>
      {({ pending }) => (
        <div className="acts">
          <Button look="text" disabled={pending}>
            {pending ? 'Asking Stripe…' : 'Check again at Stripe'}
          </Button>
        </div>
      )}
    </AdminForm>
  )
}
