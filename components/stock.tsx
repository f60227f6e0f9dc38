import type { Availability } from '@/lib/inventory/availability'

const words = {
  in_stock: { text: 'In stock', className: 'stock' },
  low_stock: { text: 'Only a few left', className: 'stock stock--low' },
  sold_out: { text: 'Sold out', className: 'stock stock--gone' },
} as const satisfies Record<Availability, { text: string; className: string }>

/** Stock said honestly and without a count: it changes rarely, so a sale seldom expires a page. */
export function Stock({
  availability,
  children,
}: {
  availability: Availability
  children?: React.ReactNode
}) {
  const { text, className } = words[availability]
  return (
    <span className={className}>
      {text}
      {children && availability !== 'sold_out' ? <>, {children}</> : null}
    </span>
  )
}
