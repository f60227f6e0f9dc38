import { type Attributes, shownToShopper } from '@/lib/attributes'

/** What was said about a line or an order, as its shopper sees it: a line each. */
export function ShopperAttributes({ attributes }: { attributes: Attributes }) {
  return shownToShopper(attributes).map(({ key, value }) => (
    <p className="small" key={key}>
      {key}: {value}
    </p>
  ))
}
