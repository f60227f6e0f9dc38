'use client'

import { Button } from '@/components/button'
import type { AdminProduct, ProductStatus } from '@/lib/catalog/admin-product'
import { AdminForm } from '../../admin-form'
import { changeStatus } from './actions'

type Step = { to: ProductStatus; open: string; button: string; effect: string; danger: boolean }

const publish: Step = {
  to: 'active',
  open: 'Put it into the shop',
  button: 'Put into the shop',
  effect: 'Everybody can see and buy it at once, and articles that mention it show its card.',
  danger: false,
}
const unpublish: Step = {
  to: 'draft',
  open: 'Take it out of the shop',
  button: 'Take out of the shop',
  effect:
    'Its page disappears and its cards in articles can’t be bought from. Carts that hold it say so. Orders that were placed stay as they are. You can put it back.',
  danger: true,
}
const archive: Step = {
  to: 'archived',
  open: 'Archive it',
  button: 'Archive',
  effect:
    'It leaves the shop and the everyday list, for things that won’t be sold again. You can bring it back.',
  danger: true,
}
const bringBack: Step = {
  to: 'draft',
  open: 'Bring it back as a draft',
  button: 'Bring back',
  effect: 'It stays hidden from the shop until you put it in.',
  danger: false,
}

const steps: Record<ProductStatus, Step[]> = {
  active: [unpublish, archive],
  draft: [publish, archive],
  archived: [bringBack],
}

/** Each step is folded and says what it does before its button can be pressed. */
export function StatusForms({ product, requestKey }: { product: AdminProduct; requestKey: string }) {
  return (
    <section className="part">
      <h2>In the shop</h2>
      <div className="folds">
        {steps[product.status].map((step) => (
          <AdminForm
            key={step.to}
            action={changeStatus}
            requestKey={requestKey}
            hidden={{ id: product.id, version: String(product.version), status: step.to }}
            labels={{ status: 'In the shop' }}
          >
            {({ pending }) => (
              <details>
                <summary>{step.open}</summary>
                <p>{step.effect}</p>
                <div className="acts">
                  <Button look={step.danger ? 'danger' : 'plain'} disabled={pending}>
                    {step.button}
                  </Button>
                </div>
              </details>
            )}
          </AdminForm>
        ))}
      </div>
    </section>
  )
}
