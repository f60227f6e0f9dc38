'use client'

import { Button } from '@/components/button'
import { AdminForm } from '../../../admin-form'
import { refundOrder } from '../actions'

export function RefundButton(props: {
  hidden: Record<string, string>
  requestKey: string
  children: React.ReactNode
}) {
  const { hidden, requestKey, children } = props
  return (
    <AdminForm action={refundOrder} requestKey={requestKey} hidden={hidden}>
      {({ pending }) => (
        <div className="acts">
          <Button look="danger" disabled={pending}>
            {pending ? 'Refunding…' : children}
          </Button>
        </div>
      )}
    </AdminForm>
  )
}
