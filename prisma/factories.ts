import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { db, prismaTransaction } from '@/lib/db'
import { writeCards } from '@/lib/gift-cards/write-cards'
import type { Demand } from '@/lib/inventory/hold-stock'
import { loadShop } from './seed/load-shop'
import { readShopFile } from './seed/read-shop-file'
import type { ShopFile } from './seed/shop-file'

// The rows that tests begin with: small ones with no more than a test needs, and the demo shop as `npm start` fills it.

/** The demo shop's file, to be changed before it is loaded. */
export async function demoFile(): Promise<ShopFile> {
  return readShopFile(await readFile(`${import.meta.dirname}/seed/shop.yaml`, 'utf8'))
}

/** All that the seed writes into an empty shop. @throws DomainError CONFLICT when it is not empty */
export async function demoShop(): Promise<void> {
  await loadShop(await demoFile())
}

/** A shop in New Zealand that sends home for 6.50 (free from 150.00) and to Australia by weight. */
export async function smallShop(): Promise<void> {
  await db().shop.create({
    data: {
      name: 'Test shop',
      currency: 'NZD',
      country: 'NZ',
      timeZone: 'Pacific/Auckland',
      email: 'shop@example.nz',
      dispatchCity: 'Tauranga',
      taxBasisPoints: 1500,
    },
  })
  const days = { minDays: 2, maxDays: 3 }
  await db().shippingZone.create({
    data: {
      name: 'New Zealand',
      countries: ['NZ'],
      rates: {
        create: [
          { title: 'Courier', price: 650, freeFrom: 15_000, position: 1, ...days },
          { title: 'Overnight', price: 1200, position: 2, minDays: 1, maxDays: 1 },
        ],
      },
    },
  })
  await db().shippingZone.create({
    data: {
      name: 'Australia',
      countries: ['AU'],
      position: 1,
      rates: {
        create: [
          { title: 'Small parcel', price: 1800, maxGrams: 500, position: 1, ...days },
          { title: 'Parcel', price: 2800, minGrams: 501, maxGrams: 3_000, position: 2, ...days },
        ],
      },
    },
  })
}

type Offer = {
  /** None makes it automatic. */
  codes?: string[]
  kind?: 'amount' | 'percent' | 'buy_x_get_y' | 'free_shipping'
  /** Minor units of an amount, basis points of the others. */
  off?: number
  /** Products it is for; none is the whole order. */
  products?: bigint[]
  /** Of "buy one, get one": what is to be bought. */
  buys?: bigint[]
  title?: string
  limit?: number
  minSubtotal?: number
  oncePerCustomer?: boolean
  /** With whatever there is. */
  combines?: boolean
  active?: boolean
  endsAt?: Date
}

/** A discount that has begun; 10 % off the order where nothing else is said. @returns its id */
export async function smallDiscount(offer: Offer = {}): Promise<bigint> {
  const { codes = [], kind = 'percent', off = 1000, products = [], buys = [], combines = false } = offer
  const get = kind === 'buy_x_get_y'
  const { id } = await db().discount.create({
    data: {
      title: offer.title ?? codes[0] ?? 'Offer',
      kind,
      level: kind === 'free_shipping' ? 'shipping' : products.length > 0 ? 'product' : 'order',
      amount: kind === 'amount' ? off : null,
      percent: kind === 'percent' || get ? off : null,
      buyQuantity: get ? 1 : null,
      getQuantity: get ? 1 : null,
      minSubtotal: offer.minSubtotal ?? null,
      usageLimit: offer.limit ?? null,
      oncePerCustomer: offer.oncePerCustomer ?? false,
      startsAt: new Date('2026-01-01T00:00:00Z'),
      endsAt: offer.endsAt ?? null,
      active: offer.active ?? true,
      automatic: codes.length === 0,
      combinesWithOrder: combines,
      combinesWithProduct: combines,
      combinesWithShipping: combines,
      codes: { create: codes.map((code) => ({ code, key: code.toLowerCase() })) },
      scopes: {
        create: [
          ...products.map((productId) => ({ role: 'target' as const, productId })),
          ...buys.map((productId) => ({ role: 'buys' as const, productId })),
        ],
      },
    },
  })
  return id
}

type Goods = {
  /** Its address, and the code of its one variant. */
  handle: string
  title?: string
  /** Units on the shelf, of an item of its own; or the items it takes one of each. */
  stock: number | bigint[]
  price?: number
  grams?: number
  published?: boolean
  status?: 'active' | 'draft' | 'archived'
  sent?: boolean
  isSupplement?: boolean
  /** Sold without a shelf and never sent; its price is what a card is worth. */
  isGiftCard?: boolean
  labelConfirmed?: boolean
  demo?: boolean
}

/** A product with one variant. @returns ids, and the stock item where it has one of its own */
export async function smallProduct(goods: Goods) {
  const { handle, title = `The ${handle}`, stock, status = 'active', published = true } = goods
  const { isGiftCard = false, sent = !isGiftCard } = goods
  const { price = 4900, grams = 200, isSupplement = false, labelConfirmed = false, demo = false } = goods
  return prismaTransaction(async (tx) => {
    const items =
      typeof stock === 'number'
        ? [(await tx.stockItem.create({ data: { sku: handle, onHand: stock, moves: arrival(stock) } })).id]
        : stock
    const product = await tx.product.create({
      data: {
        handle,
        title,
        status,
        isSupplement,
        isGiftCard,
        labelConfirmed,
        demo,
        publishedAt: new Date('2026-01-01T00:00:00Z'),
        variants: {
          create: {
            title: 'Default Title',
            sku: handle,
            position: 1,
            weightGrams: grams,
            requiresShipping: sent,
            published,
            prices: { create: { currency: 'NZD', amount: price } },
          },
        },
      },
      include: { variants: true },
    })
    const [variant] = product.variants
    if (!variant) throw new Error('no variant was made')
    await tx.variantComponent.createMany({
      data: items.map((stockItemId) => ({ variantId: variant.id, stockItemId })),
    })
    return { productId: product.id, variantId: variant.id, stockItemId: items[0] ?? 0n }
  })
}

/** What is on the shelf came from somewhere: on hand is always the sum of its moves. */
function arrival(stock: number) {
  return stock === 0
    ? {}
    : { create: { kind: 'initial' as const, delta: stock, reference: 'initial', actor: 'test' } }
}

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

/** A gift card of the shop. `amount` in minor units. @returns its id and code */
export async function smallGiftCard(card: { amount: number; code?: string; expiresAt?: Date }) {
  const [made] = await prismaTransaction((tx) =>
    writeCards(tx, [{ currency: 'NZD', issuer: 'test', ...card }]),
  )
  if (!made) throw new Error('no gift card was made')
  return made
}
