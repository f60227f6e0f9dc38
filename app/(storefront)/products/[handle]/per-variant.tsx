import { Price, perUnit } from '@/components/price'
import type { VariantView } from '@/lib/catalog/product-view'

/**
 * Something that may differ from size to size. Where it does, all of them are in the page and CSS shows the chosen
 * one's (`data-nth` of its radio, `data-for` here); where it does not, it stands there once.
 * @param shown what is shown of a variant: equal JSON means equal looks
 */
export function PerVariant(props: {
  variants: VariantView[]
  shown: (variant: VariantView) => unknown
  children: (variant: VariantView) => React.ReactNode
}) {
  const { variants, shown, children } = props
  const [first] = variants
  const differ = new Set(variants.map((variant) => JSON.stringify(shown(variant)))).size > 1
  if (!differ) return first ? children(first) : null
  return variants.map((variant, index) => (
    <span key={variant.id} data-for={index + 1}>
      {children(variant)}
    </span>
  ))
}

/** "$49.00 with GST, $32.67 per 100 g", with a past price where there was one; null for a price without tax in it. */
export function FullPrice({
  variant,
  demo,
  tax,
}: {
  variant: VariantView
  demo: boolean
  tax: string | null
}) {
  const { price, compareAtPrice, unitPrice } = variant
  return (
    <>
      <Price amount={price} demo={demo} />{' '}
      {compareAtPrice ? (
        <>
          <s className="was">
            <span className="unseen">before </span>
            <Price amount={compareAtPrice} demo={demo} />
          </s>{' '}
        </>
      ) : null}
      <span className="small">
        {tax ? `with ${tax}` : null}
        {unitPrice ? (
          <>
            ,{' '}
            <span className={demo ? 'demo' : undefined}>
              <Price amount={unitPrice.price} /> {perUnit(unitPrice)}
            </span>
          </>
        ) : null}
      </span>
    </>
  )
}
