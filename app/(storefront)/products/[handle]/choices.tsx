import { Demo } from '@/components/demo'
import { Price } from '@/components/price'
import type { ProductView, VariantView } from '@/lib/catalog/product-view'

/** CSS tells this many sizes apart; a longer list is a menu, and the price stands in it. */
const mostRadios = 9

/**
 * Every buyable combination of the options is one choice, so that the form needs no script to know the variant.
 * A sold out size can be looked at; its button gives way to the word.
 */
export function Choices({ product, chosen }: { product: ProductView; chosen: VariantView }) {
  const { variants, options, demo } = product
  if (options.length === 0) return <Radio variant={chosen} nth={1} checked hidden />
  const legend = options.map(({ name }) => name).join(', ')
  if (variants.length > mostRadios)
    return (
      <div className="field">
        <label htmlFor="variant">{legend}</label>
        <select id="variant" name="variantId" defaultValue={chosen.id}>
          {variants.map((variant) => (
            <option key={variant.id} value={variant.id} disabled={!variant.availableForSale}>
              {variant.title}
            </option>
          ))}
        </select>
      </div>
    )
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div className="choices">
        {variants.map((variant, index) => (
          <label key={variant.id} className="choice" htmlFor={`variant-${variant.id}`}>
            <Radio variant={variant} nth={index + 1} checked={variant.id === chosen.id} />
            <span>
              <Demo when={demo}>{variant.title}</Demo>
              <small>
                <Price amount={variant.price} demo={demo} />
              </small>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Radio(props: { variant: VariantView; nth: number; checked: boolean; hidden?: boolean }) {
  const { variant, nth, checked, hidden = false } = props
  return (
    <input
      id={`variant-${variant.id}`}
      type="radio"
      name="variantId"
      value={variant.id}
      defaultChecked={checked}
      hidden={hidden}
      data-nth={nth}
      data-sold={variant.availableForSale ? undefined : ''}
    />
  )
}
