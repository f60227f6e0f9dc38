import { Button, ButtonLink } from '@/components/button'
import { Field, TextField } from '@/components/field'
import { Notice } from '@/components/notice'
import { Price } from '@/components/price'
import { toDecimal } from '@/lib/money'
import type { OrderView } from '@/lib/orders/order-view'
import { withQuery } from '../../../search-params'

/** A plain form that shows the second step; nothing happens yet. */
export function ChooseRefund(props: {
  order: OrderView
  values: Record<string, string>
  errors: Record<string, string>
}) {
  const { order, values, errors } = props
  const lines = order.lines.filter((line) => line.quantity > line.refundedQuantity)
  const problems = Object.values(errors)
  const [latest, ...others] = order.paymentsLeft.filter(({ means }) => means === 'stripe')
  const bothWays = latest && order.paymentsLeft.some(({ means }) => means === 'gift_card')
  return (
    <>
      <p>
        <Price amount={order.refundable} /> of this order can still go back.{' '}
        <ButtonLink look="text" href={withQuery(`/admin/orders/${order.id}/refund`, everything(order))}>
          Refund all of it
        </ButtonLink>
      </p>
      {latest && others.length > 0 ? (
        <p>
          It was paid more than once.{' '}
          <ButtonLink
            look="text"
            href={withQuery(`/admin/orders/${order.id}/refund`, {
              step: 'confirm',
              amount: toDecimal(latest.left),
            })}
          >
            Refund the last payment alone
          </ButtonLink>
        </p>
      ) : null}
      {problems.length > 0 ? (
        <Notice tone="error" title="Not yet">
          <p>{problems.join(' ')}</p>
        </Notice>
      ) : null}
      <form>
        <input type="hidden" name="step" value="confirm" />
        {lines.map((line) => {
          const name = `lines.${line.id}`
          const left = line.quantity - line.refundedQuantity
          return (
            <fieldset key={line.id} className="refund-line">
              <legend>
                {line.title}
                {line.variantTitle ? `, ${line.variantTitle}` : ''}{' '}
                <span className="small">
                  {left} for <Price amount={line.refundable} />
                </span>
              </legend>
              <TextField
                label="How many to refund"
                name={`${name}.quantity`}
                inputMode="numeric"
                autoComplete="off"
                maxLength={6}
                defaultValue={values[`${name}.quantity`] ?? '0'}
                error={errors[`${name}.quantity`]}
              />
              <label className="check">
                <input
                  type="checkbox"
                  name={`${name}.restock`}
                  defaultChecked={values[`${name}.restock`] === 'on'}
                />{' '}
                Put them back on the shelf
              </label>
            </fieldset>
          )
        })}
        <TextField
          label={`Another amount, ${order.total.currency}`}
          name="amount"
          inputMode="decimal"
          autoComplete="off"
          maxLength={40}
          defaultValue={values.amount}
          error={errors.amount}
          hint="Empty: what was paid for the items above, discounts taken off. Delivery is not in that; write the sum to give it back too."
        />
        {bothWays ? (
          <Field id="first" label="Goes back first to" hint="What that did not pay goes to the other.">
            {(ids) => (
              <select {...ids} name="first" defaultValue={values.first ?? ''}>
                <option value="">The card or account that paid</option>
                <option value="gift_card">The gift card</option>
              </select>
            )}
          </Field>
        ) : null}
        <TextField
          label="Reason"
          name="reason"
          maxLength={500}
          defaultValue={values.reason}
          error={errors.reason}
          hint="For the shop’s own history; the shopper does not see it."
        />
        <div className="acts">
          <Button look="plain">Show what will happen</Button>
          <a href={`/admin/orders/${order.id}`}>Cancel</a>
        </div>
      </form>
    </>
  )
}

/** The second step for all that is left, delivery included; goods that were never sent go back on the shelf. */
function everything(order: OrderView): Record<string, string> {
  const lines = order.lines.flatMap((line) => {
    const left = line.quantity - line.refundedQuantity
    if (left === 0) return []
    const name = `lines.${line.id}`
    return [
      [`${name}.quantity`, String(left)],
      ...(line.shippedQuantity === 0 ? [[`${name}.restock`, 'on']] : []),
    ]
  })
  return { step: 'confirm', amount: toDecimal(order.refundable), ...Object.fromEntries(lines) }
}
