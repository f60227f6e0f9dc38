import { Field, TextField } from '@/components/field'
import type { AdminProduct } from '@/lib/catalog/admin-product'
import type { Fields } from '../../admin-form'

/** What search engines are told of the product. `unwritten` is what they are told of it where a field is empty. */
export function SearchFields(props: {
  product: AdminProduct
  unwritten: { title: string; description: string }
  fields: Fields
}) {
  const { product, unwritten, fields } = props
  return (
    <fieldset>
      <legend>Search engines</legend>
      <TextField
        label="Title in results"
        name="seoTitle"
        maxLength={200}
        placeholder={unwritten.title}
        defaultValue={fields.value('seoTitle', product.seoTitle ?? '')}
        error={fields.error('seoTitle')}
        hint="About 60 characters are shown, with the shop’s name behind it. Empty: the name in the shop."
      />
      <Field
        id="seoDescription"
        label="Description in results"
        error={fields.error('seoDescription')}
        hint="About 155 characters are shown. Empty: the line below the name, and the description."
      >
        {(ids) => (
          <textarea
            {...ids}
            name="seoDescription"
            rows={4}
            maxLength={400}
            placeholder={unwritten.description}
            defaultValue={fields.value('seoDescription', product.seoDescription ?? '')}
          />
        )}
      </Field>
    </fieldset>
  )
}
