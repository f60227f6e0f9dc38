'use client'

import { Button } from '@/components/button'
import { TextField } from '@/components/field'
import { AdminForm } from '../../admin-form'
import { sendOrder } from './actions'

const labels = { carrier: 'Carrier', trackingNumber: 'Tracking number', trackingUrl: 'Tracking page' }

/** Everything still to send goes in one parcel; the shopper is told at once. */
export function SendForm(props: { orderId: string; version: number; requestKey: string }) {
  const { orderId, version, requestKey } = props
  return (
    <AdminForm
      action={sendOrder}
      requestKey={requestKey}
      hidden={{ orderId, version: String(version) }}
      labels={labels}
    >
      {({ value, error, pending }) => (
        <>
          <TextField
            label="Carrier"
            name="carrier"
            maxLength={80}
            defaultValue={value('carrier', 'NZ Post')}
            error={error('carrier')}
          />
          <TextField
            label="Tracking number"
            name="trackingNumber"
            maxLength={80}
            autoComplete="off"
            defaultValue={value('trackingNumber', '')}
            error={error('trackingNumber')}
            hint="May stay empty."
          />
          <TextField
            label="Tracking page"
            name="trackingUrl"
            type="url"
            maxLength={500}
            autoComplete="off"
            defaultValue={value('trackingUrl', '')}
            error={error('trackingUrl')}
            hint="The whole address, or empty."
          />
          <div className="acts">
            <Button disabled={pending}>{pending ? 'Marking…' : 'Mark as sent and tell the shopper'}</Button>
          </div>
        </>
      )}
    </AdminForm>
  )
}
