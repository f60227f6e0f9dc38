'use client'

import { Button } from '@/components/button'
import { Field, TextField } from '@/components/field'
import type { AdminProduct } from '@/lib/catalog/admin-product'
import { AdminForm } from '../../admin-form'
import { changeStock } from './actions'

const labels = { kind: 'What happened', pieces: 'How many', delta: 'How many', reason: 'Note' }

/** One shelf, folded: stock changes for a reason, which stays in the books. */
export function StockForm(props: {
  productId: string
  item: AdminProduct['stock'][number]
  requestKey: string
}) {
  const { productId, item, requestKey } = props
  const id = (name: string) => `${name === 'delta' ? 'pieces' : name}-${item.id}`
  return (
    <section className="part">
      <h2>
        Stock of {item.sku}
        {item.variants.length > 0 ? <span className="small"> {item.variants.join(', ')}</span> : null}
      </h2>
      <p>
        {item.onHand} on the shelf
        {item.reserved > 0 ? <span className="small">, {item.reserved} held by open payments</span> : null}
      </p>
      <AdminForm
        action={changeStock}
        requestKey={requestKey}
        hidden={{ productId, stockItemId: item.id, onHand: String(item.onHand) }}
        labels={labels}
        idOf={id}
      >
        {({ value, error, pending }) => (
          <>
            <div className="two">
              <Field id={id('kind')} label="What happened" error={error('kind')}>
                {(ids) => (
                  <select {...ids} name="kind" defaultValue={value('kind', '')}>
                    <option value="">Choose</option>
                    <option value="received">Delivery came in</option>
                    <option value="counted">Counted the shelf</option>
                    <option value="damaged">Damaged or lost</option>
                  </select>
                )}
              </Field>
              <TextField
                id={id('pieces')}
                label="How many"
                name="pieces"
                inputMode="numeric"
                autoComplete="off"
                maxLength={6}
                defaultValue={value('pieces', '')}
                error={error('pieces') ?? error('delta')}
                hint="A count: how many there are now."
              />
            </div>
            <TextField
              id={id('reason')}
              label="Note"
              name="reason"
              maxLength={500}
              defaultValue={value('reason', '')}
              error={error('reason')}
              hint="For whoever wonders later: “Box 3 from the printer”."
            />
            <div className="acts">
              <Button look="plain" disabled={pending}>
                {pending ? 'Changing…' : 'Change stock'}
              </Button>
            </div>
          </>
        )}
      </AdminForm>
    </section>
  )
}
