import { Button } from '@/components/button'
import { Field } from '@/components/field'
import type { ProductQuery } from './product-query'

const choices = {
  status: { label: 'Status', options: { active: 'Live', draft: 'Draft', archived: 'Archived' } },
  stock: { label: 'Stock', options: { low: 'Low', none: 'None' } },
  label: { label: 'Label', options: { unconfirmed: 'Not confirmed', confirmed: 'Confirmed' } },
} as const

export function ProductFilters({ query }: { query: ProductQuery }) {
  return (
    <search>
      <form className="filters" action="/admin/products">
        <Field id="search" label="Name or code">
          {(ids) => (
            <input {...ids} name="search" type="search" maxLength={200} defaultValue={query.search} />
          )}
        </Field>
        {Object.entries(choices).map(([name, { label, options }]) => (
          <Field key={name} id={`filter-${name}`} label={label}>
            {(ids) => (
              <select {...ids} name={name} defaultValue={query[name] ?? ''}>
                <option value="">Any</option>
                {Object.entries(options).map(([value, text]) => (
                  <option key={value} value={value}>
                    {text}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ))}
        <Button look="plain">Filter</Button>
      </form>
    </search>
  )
}
