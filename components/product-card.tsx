import type { Availability } from '@/lib/inventory/availability'
import type { Money } from '@/lib/money'
import { Demo } from './demo'
import { LabelLine } from './label-block'
import { PriceLine, type UnitPrice } from './price'
import { Specimen } from './specimen'
import { Stock } from './stock'

export type ProductCardProduct = {
  handle: string
  title: string
  subtitle?: string | null | undefined
  /** The size that the price is of and the button adds: "150 g". */
  size?: string | undefined
  price: Money
  compareAtPrice?: Money | null | undefined
  unitPrice?: UnitPrice | null | undefined
  /** The sizes differ in price, and `price` is the lowest. */
  priceVaries?: boolean
  availability: Availability
  media: { drawing: string; alt: string }[]
  demo: boolean
  supplement: boolean
  /** Its price contains no tax. */
  giftCard?: boolean
}

/**
 * The specimen card between two rules, for the text of an article and for lists.
 * `action` is the form that adds to the cart, given by the page; a product that is sold out shows none.
 * `delivery` follows the stock word ("with you by Thursday"). `id` must be unique on the page.
 */
export function ProductCard(props: {
  product: ProductCardProduct
  id: string
  action?: React.ReactNode
  delivery?: React.ReactNode
  heading?: 'h2' | 'h3'
  brand?: string
}) {
  const { product, id, action, delivery, heading: Heading = 'h3', brand } = props
  const href = `/products/${product.handle}`
  const gone = product.availability === 'sold_out'
  return (
    <section className={gone ? 'specimen-card specimen-card--gone' : 'specimen-card'} aria-labelledby={id}>
      <Specimen
        drawing={product.media[0]?.drawing}
        title={product.title}
        subtitle={product.subtitle ?? undefined}
        {...(brand ? { brand } : {})}
      />
      <div>
        <Heading id={id}>
          <a className="quiet" href={href}>
            {product.title}
          </a>
        </Heading>
        <ProductKind product={product} className="small" />
        <PriceLine
          price={product.price}
          compareAtPrice={product.compareAtPrice}
          unitPrice={product.unitPrice}
          from={product.priceVaries ?? false}
          {...(product.giftCard && { tax: null })}
          demo={product.demo}
        />
        <p>
          <Stock availability={product.availability}>{delivery}</Stock>
        </p>
      </div>
      <div className="acts">
        {gone ? null : action}
        <a href={href}>
          {linkWords(product)}
          <span className="unseen">: {product.title}</span>
        </a>
      </div>
      {product.supplement ? <LabelLine /> : null}
    </section>
  )
}

function linkWords({ supplement, size }: ProductCardProduct): string {
  if (!supplement) return 'Read more'
  return size ? 'Sizes and label' : 'See the label'
}

/** "Powder supplement, 150 g": what it is, and the size that is meant. */
export function ProductKind(props: { product: ProductCardProduct; className?: string | undefined }) {
  const { subtitle, size, demo } = props.product
  if (!subtitle && !size) return null
  return (
    <p className={props.className}>
      {subtitle}
      {subtitle && size ? ', ' : null}
      {size ? <Demo when={demo}>{size}</Demo> : null}
    </p>
  )
}

/** Several cards, two beside each other where there is room. */
export function Range({ children }: { children: React.ReactNode[] }) {
  return (
    <ul className="range">
      {children.map((card, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: drawn once on the server, never reordered
        <li key={index}>{card}</li>
      ))}
    </ul>
  )
}
