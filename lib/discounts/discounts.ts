import { z } from 'zod'
import { containing } from '@/lib/containing'
import { db } from '@/lib/db'
import { money, toCurrency } from '@/lib/money'
import { storable } from '@/lib/storable'
import { discountInclude, toDiscount } from './discount-view'

export const discountFilter = z.object({
  /** A code, or words of the name. */
  search: z
    .string()
    .max(200)
    .transform((text) => storable(text).trim())
    .catch(''),
  /** Keyset: discounts older than this one. */
  before: z.coerce.bigint().positive().optional().catch(undefined),
})

const pageSize = 50

/** Newest first, fifty a page. */
export async function listDiscounts({ search, before }: z.infer<typeof discountFilter>) {
  const text = containing(search)
  const rows = await db().discount.findMany({
    where: {
      AND: [
        search === '' ? {} : { OR: [{ title: text }, { codes: { some: { code: text } } }] },
        before ? { id: { lt: before } } : {},
      ],
    },
    include: discountInclude,
    orderBy: { id: 'desc' },
    take: pageSize + 1,
  })
  const page = rows.slice(0, pageSize)
  const currency = await shopCurrency()
  return {
    discounts: page.map((row) => toDiscount(row, currency)),
    next: rows.length > pageSize ? String(page.at(-1)?.id) : null,
  }
}

/** One discount and the last fifty orders that have it. */
export async function getDiscount(id: bigint) {
  const row = await db().discount.findUnique({
    where: { id },
    include: {
      ...discountInclude,
      orders: {
        where: { state: { not: 'released' } },
        orderBy: { id: 'desc' },
        take: 50,
        include: { order: { select: { id: true, number: true, currency: true, createdAt: true } } },
      },
    },
  })
  return (
    row && {
      ...toDiscount(row, await shopCurrency()),
      orders: row.orders.map(({ order, amount, state, code }) => ({
        id: String(order.id),
        number: order.number,
        at: order.createdAt.toISOString(),
        amount: money(amount, toCurrency(order.currency)),
        code,
        /** Not placed yet. */
        beingPaid: state === 'reserved',
      })),
    }
  )
}

async function shopCurrency() {
  return toCurrency((await db().shop.findUniqueOrThrow({ where: { id: 1 } })).currency)
}
