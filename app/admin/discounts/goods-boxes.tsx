import type { Fields } from '../admin-form'

export type GoodsList = Record<'products' | 'collections', { id: string; title: string }[]>

/** A box for each thing a discount can be for. `name` is that of the group; `chosen` are names of its boxes. */
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
      {error ? (
        <p className="error" id={`${name}-error`}>
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}
