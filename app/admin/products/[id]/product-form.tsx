'use client'

import { Button } from '@/components/button'
import { Field, TextField } from '@/components/field'
import type { AdminProduct } from '@/lib/catalog/admin-product'
import { giftCardObstacle } from '@/lib/catalog/gift-card-obstacle'
import { formatMoney, type Money, money, taxContained, toDecimal } from '@/lib/money'
import { AdminForm, type Fields } from '../../admin-form'
import { saveProduct } from './actions'
import { productLabels } from './product-fields'
import { SearchFields } from './search-fields'

/** Words, prices and ticks of one product, saved together. */
export function ProductForm(props: {
  product: AdminProduct
  /** What search engines are told where nobody wrote it for them. */
  unwritten: { title: string; description: string }
  requestKey: string
}) {
  const { product, unwritten, requestKey } = props
  return (
    <AdminForm
      action={saveProduct}
      requestKey={requestKey}
      hidden={{ id: product.id, version: String(product.version) }}
      labels={productLabels(product)}
    >
      {(fields) => (
        <>
          <TextField
            label="Name in the shop"
            name="title"
            required
            maxLength={200}
            defaultValue={fields.value('title', product.title)}
            error={fields.error('title')}
          />
          <TextField
            label="Line below the name"
            name="subtitle"
            maxLength={200}
            defaultValue={fields.value('subtitle', product.subtitle)}
            error={fields.error('subtitle')}
          />
          <Field
            id="description"
            label="Description"
            error={fields.error('description')}
            hint="An empty line starts a new paragraph. **Bold** and [links](https://…) work."
          >
            {(ids) => (
              <textarea
                {...ids}
                name="description"
                rows={6}
                maxLength={20000}
                defaultValue={fields.value('description', product.description)}
              />
            )}
          </Field>
          {product.variants.map((variant) => (
            <PriceFields key={variant.id} product={product} variant={variant} fields={fields} />
          ))}
          <Tick
            name="isGiftCard"
            checked={fields.checked('isGiftCard', product.isGiftCard)}
            label="This is a gift card"
            obstacle={giftCardObstacle(product)}
            hint="Each piece sold is a card worth what it costs, sent by e-mail with its code once it is paid. It has no shelf and no delivery, contains no tax, and no discount or other card lowers it. Orders that were placed stay as they are."
            error={fields.error('isGiftCard')}
          />
          {product.isSupplement ? (
            <Tick
              name="labelConfirmed"
              checked={fields.checked('labelConfirmed', product.labelConfirmed)}
              label="I have compared the label panel with a pack in hand"
            />
          ) : null}
          {product.demo ? (
            <Tick
              name="valuesConfirmed"
              checked={fields.checked('valuesConfirmed', false)}
              label="Price, size and stock are real: stop marking them as demo values"
            />
          ) : null}
          <SearchFields product={product} unwritten={unwritten} fields={fields} />
          {fields.error('unusualPrices') ? (
            <Tick
              name="unusualPrices"
              checked={fields.checked('unusualPrices', false)}
              label="Yes, the new price is right"
              error={fields.error('unusualPrices')}
            />
          ) : null}
          <div className="act">
            <Button disabled={fields.pending}>{fields.pending ? 'Saving…' : 'Save changes'}</Button>
            <a href="/admin/products">Cancel</a>
          </div>
        </>
      )}
    </AdminForm>
  )
}

function PriceFields(props: {
  product: AdminProduct
  variant: AdminProduct['variants'][number]
  fields: Fields
}) {
  const { product, variant, fields } = props
  const { currency, tax } = product
  const size = variant.title ? `${variant.title}: ` : ''
  const name = (part: string) => `prices.${variant.id}.${part}`
  const initial = (amount: Money | null) => (amount ? toDecimal(amount) : '')
  const taxed = !product.isGiftCard
  const contained = variant.price && money(taxContained(variant.price.minor, tax.basisPoints), currency)
  return (
    <div className="two">
      <TextField
        label={`${size}${size ? 'price' : 'Price'} ${taxed ? `with ${tax.name}` : 'and worth'}, ${currency}`}
        name={name('price')}
        inputMode="decimal"
        autoComplete="off"
        maxLength={40}
        defaultValue={fields.value(name('price'), initial(variant.price))}
        error={fields.error(name('price'))}
        hint={
          contained && !taxed
            ? `A card of ${formatMoney(variant.price ?? contained)}, with no ${tax.name} in it`
            : contained
              ? `${formatMoney(contained)} ${tax.name} in ${formatMoney(variant.price ?? contained)}`
              : 'No price: it can’t be bought.'
        }
      />
      <TextField
        label={`${size}${size ? 'price' : 'Price'} before, ${currency}`}
        name={name('compareAtPrice')}
        inputMode="decimal"
        autoComplete="off"
        maxLength={40}
        defaultValue={fields.value(name('compareAtPrice'), initial(variant.compareAtPrice))}
        error={fields.error(name('compareAtPrice'))}
        hint="Empty, or a price that was charged."
      />
    </div>
  )
}

type TickProps = {
  name: string
  label: string
  checked: boolean
  hint?: string
  /** Why it can't be ticked; said instead of the hint. */
  obstacle?: string | null
  error?: string | undefined
}

function Tick({ name, label, checked, obstacle = null, hint, error }: TickProps) {
  const words = obstacle ?? hint
  const about = [words && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  return (
    <div>
      <label className="check" htmlFor={name}>
        <input
          id={name}
          type="checkbox"
          name={name}
          defaultChecked={checked}
          disabled={obstacle !== null && !checked}
          aria-describedby={about || undefined}
          aria-invalid={error ? true : undefined}
        />{' '}
        {label}
      </label>
      {words ? (
        <p className="small" id={`${name}-hint`}>
          {words}
        </p>
      ) : null}
      {error ? (
        <p className="error" id={`${name}-error`}>
          {error}
        </p>
      ) : null}
    </div>
  )
}
