import { type Attributes, isPrivate } from '@/lib/attributes'

/** What was said about the whole order, the shopper's own and what their front end added for the staff. */
export function OrderDetails({ attributes }: { attributes: Attributes }) {
  const entries = Object.entries(attributes)
  if (entries.length === 0) return null
  return (
    <>
      <h3>Details given with it</h3>
      <dl className="details">
        {entries.map(([key, value]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>
              {value || <span className="soft">empty</span>}
              {isPrivate(key) ? <span className="small"> (the shopper doesn’t see this)</span> : null}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
