import { formatMoney, type Money, toDecimal } from '@/lib/money'

/**
 * The only place in React that formats money. The machine-readable value has digits and point alone ("49.00").
 * `demo`: the brand has not confirmed it, so it is dotted.
 */
export function Price({ amount, demo = false }: { amount: Money; demo?: boolean }) {
  return (
    <data value={toDecimal(amount)} className={demo ? 'demo' : undefined}>
      {formatMoney(amount)}
    </data>
  )
}

/** What `quantity` of `unit` cost (100 "g"), so that sizes can be compared. */
export type UnitPrice = { price: Money; quantity: number; unit: string }

export function perUnit({ quantity, unit }: UnitPrice): string {
  return quantity === 1 ? `per ${unit}` : `per ${quantity} ${unit}`
}

/**
 * Price with what must stand beside it: that tax is in it, the unit price, and a past price that was really charged.
 * Prices of the shop are with tax; `tax` is its name ("GST"), null for a gift card's, which has none in it.
 */
export function PriceLine(props: {
  price: Money
  compareAtPrice?: Money | null | undefined
  unitPrice?: UnitPrice | null | undefined
  demo?: boolean
  /** Prices of the sizes differ, and this is the lowest. */
  from?: boolean
  tax?: string | null
}) {
  const { price, compareAtPrice, unitPrice, demo = false, from = false, tax = 'GST' } = props
  return (
    <p className="price">
      {from ? 'from ' : null}
      <Price amount={price} demo={demo} />{' '}
      {compareAtPrice ? (
        <s className="was">
          <span className="unseen">before </span>
          <Price amount={compareAtPrice} demo={demo} />
        </s>
      ) : null}{' '}
      <span className="small">
        {tax ? `with ${tax}` : null}
        {unitPrice ? (
          <>
            , <Price amount={unitPrice.price} demo={demo} />{' '}
            <span className={demo ? 'demo' : undefined}>{perUnit(unitPrice)}</span>
          </>
        ) : null}
      </span>
    </p>
  )
}
