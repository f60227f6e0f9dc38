import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ButtonLink } from '@/components/button'
import { EmptyState } from '@/components/empty-state'
import { requireStaffPage } from '@/lib/auth/session'
import { may } from '@/lib/auth/staff'
import { idText } from '@/lib/catalog/product-edit'
import { isDomainError } from '@/lib/errors'
import type { OrderView } from '@/lib/orders/order-view'
import { getOrder } from '@/lib/orders/orders'
import { previewRefund } from '@/lib/orders/preview-refund'
import { Desk } from '../../../desk'
import { nest } from '../../../form-values'
import { firstValues, type SearchParams } from '../../../search-params'
import { ChooseRefund } from './choose-refund'
import { ConfirmRefund } from './confirm-refund'
import { refundChoice } from './refund-schema'

export const metadata: Metadata = { title: 'Refund' }

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

/** Two steps, so that nobody pays out by a slip: choose, then see exactly what will happen and agree. */
export default async function RefundPage({ params, searchParams }: Props) {
  const { id } = await params
  const staff = await requireStaffPage(`/admin/orders/${id}/refund`)
  const order = idText.safeParse(id).success ? await getOrder(BigInt(id)) : null
  if (!order) notFound()
  const values = await firstValues(searchParams)
  const choice = values.step === 'confirm' ? readChoice(order, values) : { errors: {} }
  const back = `/admin/orders/${id}`
  return (
    <Desk staff={staff} current="orders" className="sheet">
      <div className="stack">
        <div className="plainhead">
          <div>
            <p className="small">
              <a href={back}>Back to the order</a>
            </p>
            <h1>Refund order {order.number}</h1>
          </div>
        </div>
        {!may(staff.role, 'refunds') || order.refundable.minor === 0 ? (
          <EmptyState heading="h2" drawn={false} title="Nothing to refund here">
            <p>
              {order.refundable.minor === 0
                ? 'Everything that was paid has gone back already, or nothing was paid.'
                : 'Refunds are for owners of the shop. Ask one of them.'}
            </p>
            <p>
              <ButtonLink look="plain" href={back}>
                Back to the order
              </ButtonLink>
            </p>
          </EmptyState>
        ) : 'preview' in choice ? (
          <ConfirmRefund
            order={order}
            preview={choice.preview}
            reason={choice.reason}
            values={values}
            requestKey={randomUUID()}
          />
        ) : (
          <ChooseRefund order={order} values={values} errors={choice.errors} />
        )}
      </div>
    </Desk>
  )
}

type Choice =
  | { preview: ReturnType<typeof previewRefund>; reason: string }
  | { errors: Record<string, string> }

function readChoice(order: OrderView, values: Record<string, string>): Choice {
  const parsed = refundChoice(order.total.currency).safeParse(nest(Object.entries(values)))
  if (!parsed.success) {
    return {
      errors: Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message])),
    }
  }
  const { first, reason, ...chosen } = parsed.data
  const wish = { ...chosen, giftCardsFirst: first === 'gift_card' }
  try {
    return { preview: previewRefund(order, wish), reason }
  } catch (error) {
    if (!isDomainError(error)) throw error
    return { errors: { [error.field ?? 'amount']: error.message } }
  }
}
