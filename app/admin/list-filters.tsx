import { Button } from '@/components/button'
import { Field } from '@/components/field'
import { withQuery } from './search-params'

/** What a list is narrowed by: a text, and where there are `shows`, which ones. A plain form; its address can be kept. */
export function ListFilters(props: {
  action: string
  label: string
  search: string
  /** Value and words of each choice. */
  shows?: Record<string, string>
  show?: string
}) {
  const { action, label, search, shows, show } = props
  return (
    <search>
      <form className="filters" action={action}>
        <Field id="search" label={label}>
          {(ids) => <input {...ids} name="search" type="search" maxLength={200} defaultValue={search} />}
        </Field>
        {shows ? (
          <Field id="show" label="Show">
            {(ids) => (
              <select {...ids} name="show" defaultValue={show}>
                {Object.entries(shows).map(([value, text]) => (
                  <option key={value} value={value}>
                    {text}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ) : null}
        <Button look="plain">Show</Button>
      </form>
    </search>
  )
}

/** Newest first, and on to older ones. @param next where the following page begins; null on the last */
export function ListPages(props: {
  action: string
  query: Record<string, string>
  before: unknown
  next: string | null | undefined
}) {
  const { action, query, before, next } = props
  return (
    <p className="pages">
      {before ? <a href={withQuery(action, query)}>Newest</a> : <span />}
      {next ? <a href={withQuery(action, { ...query, before: next })}>Older</a> : null}
    </p>
  )
}
