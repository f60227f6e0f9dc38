import { Button } from '@/components/button'
import { Field } from '@/components/field'
import type { Facet, Facets } from '@/lib/search/facets'
import { addressOf, type Choices, orders } from './choices'
import { undoable } from './undo'
import './narrow.css'

/**
 * Filter and sort: a plain form that leads to an address. `counts` says how many have each, where that is known for
 * this very list; `open` shows it unfolded, as after a choice.
 */
export function Narrow(props: {
  action: string
  facets: Facets
  choices: Choices
  /** What the order is called when none is chosen. */
  ownOrder: string
  open?: boolean
}) {
  const { action, facets, choices, ownOrder, open = false } = props
  const { types, vendors, tags, options } = facets
  return (
    <>
      <Chosen action={action} choices={choices} />
      <details className="narrow" open={open}>
        <summary>Filter and sort</summary>
        <form action={action}>
          {choices.query ? <input type="hidden" name="q" value={choices.query} /> : null}
          <Field id="sort_by" label="Order">
            {(ids) => (
              <select {...ids} name="sort_by" defaultValue={choices.order ?? ''}>
                <option value="">{ownOrder}</option>
                {Object.entries(orders).map(([name, { title }]) => (
                  <option key={name} value={name}>
                    {title}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <fieldset>
            <legend>Price</legend>
            <div className="bounds">
              <Field id="price-from" label="From">
                {(ids) => (
                  <input {...ids} name="filter.v.price.gte" inputMode="decimal" defaultValue={choices.min} />
                )}
              </Field>
              <Field id="price-to" label="To">
                {(ids) => (
                  <input {...ids} name="filter.v.price.lte" inputMode="decimal" defaultValue={choices.max} />
                )}
              </Field>
            </div>
          </fieldset>
          <fieldset>
            <legend>Availability</legend>
            <Check name="filter.v.availability" value="1" label="In stock" checked={choices.available} />
          </fieldset>
          <Checks legend="Kind" name="filter.p.product_type" facets={types} chosen={choices.types} />
          <Checks legend="Brand" name="filter.p.vendor" facets={vendors} chosen={choices.vendors} />
          {options.map(({ name, values }) => (
            <Checks
              key={name}
              legend={name}
              name={`filter.v.option.${name}`}
              facets={values}
              chosen={choices.options.filter((option) => option.name === name).map(({ value }) => value)}
            />
          ))}
          <Checks legend="Tag" name="filter.p.tag" facets={tags} chosen={choices.tags} />
          <p className="acts">
            <Button look="plain">Show these</Button>
          </p>
        </form>
      </details>
    </>
  )
}

/** What narrows the list, each with the way to the list without it. */
function Chosen({ action, choices }: { action: string; choices: Choices }) {
  const chosen = undoable(choices)
  if (chosen.length === 0) return null
  return (
    <ul className="chosen" aria-label="Chosen">
      {chosen.map(({ label, without }) => (
        <li key={addressOf(action, without, null)}>
          <a href={addressOf(action, without, null)}>
            {label} <span aria-hidden="true">×</span>
            <span className="unseen">, take away</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** More would be a list nobody reads. */
const mostShown = 12

/** One value alone narrows nothing, unless it has been chosen. */
function Checks(props: { legend: string; name: string; facets: Facet[]; chosen: string[] }) {
  const { legend, name, facets, chosen } = props
  const gone = chosen.filter((value) => !facets.some((facet) => facet.value === value))
  const shown: { value: string; count?: number }[] = [
    ...facets.slice(0, mostShown),
    ...gone.map((value) => ({ value })),
  ]
  if (shown.length < 2 && chosen.length === 0) return null
  return (
    <fieldset>
      <legend>{legend}</legend>
      {shown.map(({ value, count }) => (
        <Check
          key={value}
          name={name}
          value={value}
          label={
            <>
              {value} {count === undefined ? null : <span className="small">({count})</span>}
            </>
          }
          checked={chosen.includes(value)}
        />
      ))}
    </fieldset>
  )
}

function Check(props: { name: string; value: string; label: React.ReactNode; checked: boolean }) {
  const { name, value, label, checked } = props
  return (
    <label className="check">
      <input type="checkbox" name={name} value={value} defaultChecked={checked} />
      <span>{label}</span>
    </label>
  )
}
