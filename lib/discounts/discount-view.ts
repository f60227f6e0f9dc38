import { type Currency, type Money, money } from '@/lib/money'
import type { Prisma } from '@/prisma/generated/client'

export const discountInclude = {
  codes: { orderBy: { id: 'asc' } },
  scopes: {
    orderBy: { id: 'asc' },
    include: {
      product: { select: { id: true, title: true } },
      collection: { select: { id: true, title: true } },
    },
  },
} as const satisfies Prisma.DiscountInclude

type Row = Prisma.DiscountGetPayload<{ include: typeof discountInclude }>

export type DiscountView = ReturnType<typeof toDiscount>

/** A product, or all that is in a collection. */
export type DiscountGoods = { of: 'product' | 'collection'; id: string; title: string }

/** `percent` in basis points. */
export function toDiscount(row: Row, currency: Currency, now = new Date()) {
  const amount = (minor: number | null): Money | null => (minor === null ? null : money(minor, currency))
  const goods = (role: Row['scopes'][number]['role']) =>
    row.scopes
      .filter((scope) => scope.role === role)
      .flatMap(({ product, collection }): DiscountGoods[] => {
        if (product) return [{ of: 'product', id: String(product.id), title: product.title }]
        return collection ? [{ of: 'collection', id: String(collection.id), title: collection.title }] : []
      })
  return {
    id: String(row.id),
    version: row.version,
    title: row.title,
    codes: row.codes.map(({ code }) => code),
    kind: row.kind,
    level: row.level,
    amount: amount(row.amount),
    percent: row.percent,
    buyQuantity: row.buyQuantity,
    getQuantity: row.getQuantity,
    timesPerOrder: row.timesPerOrder,
    minSubtotal: amount(row.minSubtotal),
    minQuantity: row.minQuantity,
    oncePerCustomer: row.oncePerCustomer,
    usageLimit: row.usageLimit,
    uses: row.uses,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt?.toISOString() ?? null,
    active: row.active,
    combinesWithOrder: row.combinesWithOrder,
    combinesWithProduct: row.combinesWithProduct,
    combinesWithShipping: row.combinesWithShipping,
    targets: goods('target'),
    buys: goods('buys'),
    demo: row.demo,
    state: stateOf(row, now),
  }
}

function stateOf(row: Row, now: Date): 'stopped' | 'planned' | 'ended' | 'used_up' | 'running' {
  if (!row.active) return 'stopped'
  if (row.endsAt && row.endsAt <= now) return 'ended'
  if (row.usageLimit !== null && row.uses >= row.usageLimit) return 'used_up'
  return row.startsAt > now ? 'planned' : 'running'
}
