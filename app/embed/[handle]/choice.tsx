import { AddToCartButton, Money, useProduct } from '@shopify/hydrogen-react'

/** Price and sizes of the product, and the button. */
export function Choice({ taxName, demo }: { taxName: string; demo: boolean }) {
  const { options, selectedOptions, setSelectedOption, selectedVariant, isOptionInStock } = useProduct()
  const chosen = selectedVariant ?? null
  const real = (options ?? []).flatMap((option) =>
    option && (option.values?.length ?? 0) > 1 ? [option] : [],
  )
  return (
    <>
      {chosen?.price ? (
        <p className="price" aria-live="polite">
          <Money data={chosen.price} as="span" className={demo ? 'demo' : undefined} />{' '}
          {chosen.compareAtPrice ? (
            <s className="was">
              <span className="unseen">before </span>
              <Money data={chosen.compareAtPrice} as="span" />
            </s>
          ) : null}{' '}
          <span className="small">with {taxName}</span>
        </p>
      ) : null}
      {real.map(({ name = '', values = [] }) => (
        <label key={name} className="field">
          {name}
          <select
            value={selectedOptions?.[name] ?? ''}
            onChange={(event) => setSelectedOption(name, event.target.value)}
          >
            {values.map((value = '') => (
              <option key={value} value={value}>
                {value}
                {isOptionInStock(name, value) ? '' : ', sold out'}
              </option>
            ))}
          </select>
        </label>
      ))}
      <p className="acts">
        {chosen?.availableForSale ? (
          <AddToCartButton
            className="button"
            variantId={chosen.id ?? null}
            accessibleAddingToCartLabel="Adding"
          >
            Add to cart
          </AddToCartButton>
        ) : (
          <span className="stock stock--gone">Sold out</span>
        )}
      </p>
    </>
  )
}
