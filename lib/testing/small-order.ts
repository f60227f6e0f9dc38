import { randomBytes } from 'node:crypto'
import { db } from '@/lib/db'
import type { Demand } from '@/lib/inventory/hold-stock'

/** An order that waits for its money, one line an item, without a checkout: for tests of the shelf alone. */
export async function smallOrder(
  ...wanted: { stockItemId: bigint; quantity: number }[]
): Promise<{ orderId: bigint; demands: Demand[] }> {
  const order = await db().order.create({
    data: {
      token: randomBytes(24).toString('base64url'),
      currency: 'NZD',
      subtotal: 0,
      total: 0,
      countryCode: 'NZ',
      lines: {
        create: wanted.map(({ quantity }, position) => ({
          position,
          variantId: 1n,
          productId: 1n,
          productHandle: 'bag',
          title: 'Bag',
          variantTitle: '',
          sku: 'bag',
          quantity,
          unitPrice: 0,
          total: 0,
          tax: 0,
        })),
      },
    },
    include: { lines: { orderBy: { position: 'asc' } } },
  })
  const demands = order.lines.map((line, index) => ({
    orderLineId: line.id,
    stockItemId: wanted[index]?.stockItemId ?? 0n,
    quantity: line.quantity,
  }))
  return { orderId: order.id, demands }
}
