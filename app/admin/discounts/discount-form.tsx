'use client'

import { Button } from '@/components/button'
import { Field, TextField } from '@/components/field'
import { AdminForm, type Fields } from '../admin-form'
import { saveDiscount } from './actions'
import { GoodsBoxes } from './goods-boxes'
import type { Goods } from './goods-search'

const labels = {
  title: 'Name',
  codes: 'Codes',
  kind: 'What it does',
  level: 'What it is for',
  amount: 'Off',
  percent: 'Per cent off',
  buyQuantity: 'How many are bought',
  getQuantity: 'How many are given',
  timesPerOrder: 'Times in one order',
  minSubtotal: 'From this sum on',
  minQuantity: 'From this many on',
  usageLimit: 'How often in all',
  startsAt: 'First day',
  endsAt: 'Last day',
  targets: 'For these goods',
  buys: 'To be bought',
}

const kinds = {
  percent: 'Per cent off',
  amount: 'An amount off, once an order',
  buy_x_get_y: 'Buy some, get some',
  free_shipping: 'Free delivery',
}

export type DiscountFields = Record<Exclude<keyof typeof labels, 'targets' | 'buys'>, string> & {
  boxes: string[]
}

type Props = {
  requestKey: string
  /** What is edited; a new one has no id. */
  id: string
  version: number
  initial: DiscountFields
  goods: Goods
  currency: string
  demo: boolean
}

/** What does not belong to the kind that is chosen is folded away by the style sheet, and left out by the server. */
export function DiscountForm({ requestKey, id, version, initial, goods, currency, demo }: Props) {
  const chosen = new Set(initial.boxes)
  return (
    <AdminForm
      action={saveDiscount}
      requestKey={requestKey}
      labels={labels}
      hidden={{ id, version: String(version) }}
    >
      {(fields) => {
        const text = (name: keyof DiscountFields & keyof typeof labels, more: object = {}) => (
          <TextField
            label={labels[name]}
            name={name}
            autoComplete="off"
            maxLength={40}
            defaultValue={fields.value(name, initial[name])}
            error={fields.error(name)}
            {...more}
          />
        )
        const lists = fields.goods ?? goods
        const number = { inputMode: 'numeric', maxLength: 9 }
        const box = (name: string, label: string, at: boolean) => (
          <label className="check">
            <input type="checkbox" name={name} defaultChecked={fields.checked(name, at)} /> {label}
          </label>
        )
        return (
          <div className="discount-form">
            {/* Enter in a field presses the first button of a form: this one, not the one that finds goods. */}
            <button type="submit" className="unseen" tabIndex={-1} aria-hidden="true">
              Save
            </button>
            {text('title', { maxLength: 100, hint: 'Shoppers read it where there is no code.' })}
            <Field
              id="codes"
              label={labels.codes}
              error={fields.error('codes')}
              hint="One a line, in any case. None: everybody has it, without a code."
            >
              {(ids) => (
                <textarea
                  {...ids}
                  name="codes"
                  rows={2}
                  maxLength={10_000}
                  defaultValue={fields.value('codes', initial.codes)}
                />
              )}
            </Field>
            <Choice name="kind" legend={labels.kind} options={kinds} initial={initial.kind} fields={fields} />
            <div className="for-percent">
              {text('percent', { inputMode: 'decimal', hint: '100 is all of it.' })}
            </div>
            <div className="for-amount">
              {text('amount', { label: `Off, ${currency}`, inputMode: 'decimal' })}
            </div>
            <div className="for-get">
              {text('buyQuantity', number)}
              <GoodsBoxes
                name="buys"
                legend={labels.buys}
                goods={lists.buys}
                chosen={chosen}
                fields={fields}
              />
              {text('getQuantity', { ...number, hint: 'Of what is chosen below; the cheapest count.' })}
              {text('timesPerOrder', { ...number, hint: 'Empty: as often as it fits.' })}
            </div>
            <div className="for-level">
              <Choice
                name="level"
                legend={labels.level}
                options={{ order: 'The whole order', product: 'Certain goods' }}
                initial={initial.level}
                fields={fields}
              />
            </div>
            <GoodsBoxes
              name="targets"
              legend={labels.targets}
              goods={lists.targets}
              chosen={chosen}
              fields={fields}
            />
            <div className="for-least">
              {text('minSubtotal', {
                label: `From this sum on, ${currency}`,
                inputMode: 'decimal',
                hint: 'Of the goods it is for, before discounts. Empty: any.',
              })}
              {text('minQuantity', { ...number, hint: 'Pieces of the goods it is for. Empty: any.' })}
            </div>
            {text('usageLimit', { ...number, hint: 'By all shoppers together. Empty: without end.' })}
            {box('oncePerCustomer', 'Once for each customer', chosen.has('oncePerCustomer'))}
            {text('startsAt', { type: 'date' })}
            {text('endsAt', { type: 'date', hint: 'Empty: it never ends.' })}
            <fieldset>
              <legend>May stand beside</legend>
              {box('combinesWithOrder', 'other discounts on the order', chosen.has('combinesWithOrder'))}
              {box('combinesWithProduct', 'discounts on goods', chosen.has('combinesWithProduct'))}
              {box('combinesWithShipping', 'free delivery', chosen.has('combinesWithShipping'))}
              <p className="small">Both must allow it. Else the shopper has the better one.</p>
            </fieldset>
            {demo ? box('demo', 'Still demo values', true) : null}
            <div className="acts">
              <Button disabled={fields.pending}>{fields.pending ? 'Saving…' : 'Save'}</Button>
              <a href="/admin/discounts">Cancel</a>
            </div>
          </div>
        )
      }}
    </AdminForm>
  )
}

function Choice(props: {
  name: string
  legend: string
  options: Record<string, string>
  initial: string
  fields: Fields
}) {
  const { name, legend, options, initial, fields } = props
  const error = fields.error(name)
  const chosen = fields.value(name, initial)
  return (
    <fieldset id={name}>
      <legend>{legend}</legend>
      {Object.entries(options).map(([value, label]) => (
        <label className="check" key={value}>
          <input type="radio" name={name} value={value} defaultChecked={value === chosen} /> {label}
        </label>
      ))}
      {error ? <p className="error">{error}</p> : null}
    </fieldset>
  )
}
