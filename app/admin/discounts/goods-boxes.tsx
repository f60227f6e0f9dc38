import { Button } from '@/components/button'
import { TextField } from '@/components/field'
import type { GoodsList } from '@/lib/discounts/find-goods'
import type { Fields } from '../admin-form'

/**
 * A box for each thing a discount can be for, of many those that are chosen and those that a search finds. `name` is
 * that of the group; `chosen` are names of its boxes.
 */
export function GoodsBoxes(props: {
  name: 'targets' | 'buys'
  legend: string
  goods: GoodsList
  chosen: ReadonlySet<string>
  fields: Fields
}) {
  const { name, legend, goods, chosen, fields } = props
  const error = fields.error(name)
  const groups = [
    { title: 'Collections', of: 'collection', list: goods.collections },
    { title: 'Products', of: 'product', list: goods.products },
  ].filter(({ list }) => list.length > 0)
  return (
    <fieldset id={name} className={`for-${name}`} {...(error && { 'aria-describedby': `${name}-error` })}>
      <legend>{legend}</legend>
      <input type="hidden" name={`shown.${name}`} value={goods.search} />
      {goods.more || goods.search !== '' ? (
        <div className="look">
          <TextField
            label="Find by name"
            name={`find.${name}`}
            id={`find-${name}`}
            type="search"
            maxLength={200}
            autoComplete="off"
            defaultValue={goods.search}
          />
          <Button look="plain" name="look" value={name} disabled={fields.pending}>
            Find
          </Button>
        </div>
      ) : null}
      {groups.map(({ title, of, list }) => (
        <div key={of} className="boxes">
          <p className="small">{title}</p>
          {list.map((one) => {
            const box = `${name}.${of}.${one.id}`
            return (
              <label className="check" key={box}>
                <input type="checkbox" name={box} defaultChecked={fields.checked(box, chosen.has(box))} />{' '}
                {one.title}
              </label>
            )
          })}
        </div>
      ))}
      <p className="small" role="status">
        {said(goods, groups.length)}
      </p>
      {error ? (
        <p className="error" id={`${name}-error`}>
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}

function said({ search, more }: GoodsList, groups: number): string {
  if (more) return 'There are more: find them by a part of their name. What is ticked stays ticked.'
  if (search === '') return ''
  return groups === 0 ? `Nothing is called “${search}”.` : `All that “${search}” finds, and what is ticked.`
}
