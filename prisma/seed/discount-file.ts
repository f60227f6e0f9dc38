import { z } from 'zod'
import { handleSchema, lineSchema } from '@/lib/content/article-draft'
import { dayInZone } from '@/lib/day-in-zone'
import type { PrismaTx } from '@/lib/db'
import { checkDraft, type DiscountDraft, type Scope } from '@/lib/discounts/discount-draft'
import { writeDiscount } from '@/lib/discounts/write-discount'
import { isDomainError } from '@/lib/errors'
import { type Currency, parseDecimal } from '@/lib/money'
import { giveIds } from './give-ids'
import type { Place, ShopFile } from './shop-file'
import { date, id as givenId, price } from './shop-file-values'

// The part `discounts` of a shop file: what it may say, whether it fits the rest, and how it is written.

const goods = { products: z.array(handleSchema).default([]), collections: z.array(handleSchema).default([]) }
const many = z.int().min(1).max(1_000_000)

export const discount = z.strictObject({
  id: givenId,
  title: lineSchema(100),
  /** None: everybody has it. */
  codes: z.array(z.string()).max(100).default([]),
  /** One of the three; beside `buy` the per cent are off what is given. */
  percent: z.number().gt(0).max(100).multipleOf(0.01).optional(),
  amount: price.optional(),
  freeDelivery: z.literal(true).optional(),
  /** Handles; none is the whole order. */
  ...goods,
  buy: z.strictObject({ quantity: many, ...goods }).optional(),
  get: many.optional(),
  timesPerOrder: many.optional(),
  minimum: z.strictObject({ subtotal: price.optional(), quantity: many.optional() }).prefault({}),
  limit: many.optional(),
  oncePerCustomer: z.boolean().default(false),
  from: date.optional(),
  /** The first moment, or day, on which it is over. */
  until: date.optional(),
  combinesWith: z.array(z.enum(['order', 'product', 'delivery'])).default([]),
  active: z.boolean().default(true),
  demo: z.boolean().default(false),
})

type Entry = z.infer<typeof discount>

/** Reports what does not fit: goods that are not in the file, a code of two discounts, an effect that lacks a part. */
export function checkDiscounts(file: ShopFile, report: (place: Place, message: string) => void): void {
  const known = {
    products: new Set(file.products.map(({ handle }) => handle)),
    collections: new Set(file.collections.map(({ handle }) => handle)),
  }
  const seen = new Set<string>()
  file.discounts.forEach((entry, at) => {
    const place: Place = ['discounts', at]
    const effects = [entry.percent, entry.amount, entry.freeDelivery].filter((effect) => effect !== undefined)
    if (effects.length !== 1) report(place, 'needs one of percent, amount and freeDelivery')
    for (const [where, list] of [
      [[], entry],
      [['buy'], entry.buy],
    ] as const)
      for (const kind of ['products', 'collections'] as const)
        list?.[kind].forEach((handle, index) => {
          if (!known[kind].has(handle))
            report([...place, ...where, kind, index], `names no ${kind.slice(0, -1)}: ${handle}`)
        })
    entry.codes.forEach((code, index) => {
      if (seen.has(code.toLowerCase()))
        report([...place, 'codes', index], `is the code ${JSON.stringify(code)} for the second time`)
      seen.add(code.toLowerCase())
    })
    const { currency, timeZone } = file.shop
    for (const [where, amount] of [
      [['amount'], entry.amount],
      [['minimum', 'subtotal'], entry.minimum.subtotal],
    ] as const)
      if (amount !== undefined && !parseDecimal(amount, currency)?.minor)
        report([...place, ...where], `is no amount above nothing in ${currency}`)
    try {
      checkDraft(toDraft(entry, entry, entry.buy, { currency, timeZone, openedAt: new Date(0) }))
    } catch (error) {
      if (!isDomainError(error)) throw error
      report(place, `does not fit together (${error.field}): ${error.message}`)
    }
  })
}

/** When the goods are there. */
export async function writeDiscounts(
  tx: PrismaTx,
  { discounts, shop }: ShopFile,
  openedAt: Date,
): Promise<void> {
  if (discounts.length === 0) return
  const columns = { select: { id: true, handle: true } } as const
  const ids = (rows: { id: bigint; handle: string }[]) =>
    new Map(rows.map((row) => [row.handle, String(row.id)]))
  const products = ids(await tx.product.findMany(columns))
  const collections = ids(await tx.collection.findMany(columns))
  const scope = (named: Scope): Scope => ({
    products: named.products.map((handle) => products.get(handle) ?? ''),
    collections: named.collections.map((handle) => collections.get(handle) ?? ''),
  })
  const id = giveIds(discounts)
  for (const [index, entry] of discounts.entries()) {
    const draft = toDraft(entry, scope(entry), entry.buy && scope(entry.buy), { ...shop, openedAt })
    await writeDiscount(tx, null, { ...draft, id: id(index), active: entry.active })
  }
}

function toDraft(
  entry: Entry,
  targets: Scope,
  buys: Scope | undefined,
  shop: { currency: Currency; timeZone: string; openedAt: Date },
): DiscountDraft {
  const minor = (amount: string | undefined) =>
    amount === undefined ? null : (parseDecimal(amount, shop.currency)?.minor ?? null)
  const moment = (day: string | undefined) => (day === undefined ? null : dayInZone(day, shop.timeZone))
  const plain = entry.amount === undefined ? 'percent' : 'amount'
  return {
    title: entry.title,
    codes: entry.codes,
    kind: entry.freeDelivery ? 'free_shipping' : entry.buy ? 'buy_x_get_y' : plain,
    level: targets.products.length + targets.collections.length > 0 ? 'product' : 'order',
    amount: minor(entry.amount),
    percent: entry.percent === undefined ? null : Math.round(entry.percent * 100),
    buyQuantity: entry.buy?.quantity ?? null,
    getQuantity: entry.get ?? null,
    timesPerOrder: entry.timesPerOrder ?? null,
    minSubtotal: minor(entry.minimum.subtotal),
    minQuantity: entry.minimum.quantity ?? null,
    oncePerCustomer: entry.oncePerCustomer,
    usageLimit: entry.limit ?? null,
    startsAt: moment(entry.from) ?? shop.openedAt,
    endsAt: moment(entry.until),
    combinesWithOrder: entry.combinesWith.includes('order'),
    combinesWithProduct: entry.combinesWith.includes('product'),
    combinesWithShipping: entry.combinesWith.includes('delivery'),
    targets: { products: targets.products, collections: targets.collections },
    buys: { products: buys?.products ?? [], collections: buys?.collections ?? [] },
    demo: entry.demo,
  }
}
