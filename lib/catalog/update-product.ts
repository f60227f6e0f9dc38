import { audit } from '@/lib/auth/audit'
import type { Staff } from '@/lib/auth/staff'
import { expire, tags } from '@/lib/cache'
import { type PrismaTx, prismaTransaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { formatMoney, type Money } from '@/lib/money'
import { type AdminProduct, findAdminProduct } from './admin-product'
import { goOnShelf, leaveShelf, refuseAsGiftCard } from './gift-card-flag'
import { pastPrices } from './past-prices'
import { compareAtProblem, isUnusualPrice } from './price-rules'
import type { ProductEdit } from './product-edit'
import { productSnapshot } from './product-snapshot'

type PriceChange = { variant: AdminProduct['variants'][number]; price: Money; compareAtPrice: Money | null }

/**
 * Saves the edit panel: words, prices and ticks together. What is in place already is left alone, so that the same
 * save sent twice is one save. What becomes a gift card leaves its shelf, what is none any more gets one.
 * @throws DomainError NOT_FOUND, CONFLICT (another edit came first), INVALID with the field
 */
export async function updateProduct(staff: Staff, edit: ProductEdit): Promise<void> {
  await prismaTransaction(async (tx) => {
    await tx.$executeRaw`SELECT FROM product WHERE id = ${BigInt(edit.id)} FOR UPDATE`
    const before = await findAdminProduct(tx, edit.id)
    if (!before) throw new DomainError('NOT_FOUND', 'This product no longer exists.')
    const changes = priceChanges(before, edit)
    const words = {
      title: edit.title,
      subtitle: edit.subtitle,
      description: edit.description,
      seoTitle: edit.seoTitle,
      seoDescription: edit.seoDescription,
      isGiftCard: edit.isGiftCard,
      labelConfirmed: before.isSupplement ? edit.labelConfirmed : before.labelConfirmed,
      demo: before.demo && !edit.valuesConfirmed,
    }
    const same = Object.entries(words).every(([key, value]) => before[key as keyof typeof words] === value)
    if (same && changes.length === 0) return
    if (before.version !== edit.version) {
      throw new DomainError('CONFLICT', 'Someone else changed this product while you were editing it.')
    }
    if (edit.isGiftCard) refuseAsGiftCard(before, pricesToBe(before, changes))
    await checkPrices(tx, before, changes, edit.unusualPrices)
    await tx.product.update({
      where: { id: BigInt(edit.id) },
      data: { ...words, version: { increment: 1 } },
    })
    if (edit.isGiftCard !== before.isGiftCard)
      await (edit.isGiftCard ? leaveShelf : goOnShelf)(tx, BigInt(edit.id))
    for (const { variant, price, compareAtPrice } of changes) {
      await tx.$executeRaw`
        INSERT INTO price (variant_id, currency, amount, compare_at, updated_at)
        VALUES (${BigInt(variant.id)}, ${price.currency}, ${price.minor}, ${compareAtPrice?.minor ?? null}, now())
        ON CONFLICT (variant_id, currency) DO UPDATE
        SET amount = EXCLUDED.amount, compare_at = EXCLUDED.compare_at, updated_at = EXCLUDED.updated_at`
    }
    const after = await findAdminProduct(tx, edit.id)
    await audit(tx, staff, {
      action: 'product.saved',
      subject: 'product',
      subjectId: edit.id,
      before: productSnapshot(before),
      after: after && productSnapshot(after),
    })
    await expire(tx, tags.product(edit.id))
  })
}

/** @throws DomainError INVALID for a price that was taken away, or belongs to another product */
function priceChanges(before: AdminProduct, edit: ProductEdit): PriceChange[] {
  const known = new Map(before.variants.map((variant) => [variant.id, variant]))
  return Object.entries(edit.prices).flatMap(([id, { price, compareAtPrice }]) => {
    const variant = known.get(id)
    if (!variant) throw new DomainError('INVALID', 'One of these sizes is no longer part of the product.')
    if (!price) {
      if (!variant.price && !compareAtPrice) return []
      throw new DomainError(
        'INVALID',
        'Write a price. To stop selling this, take the product out of the shop.',
        `prices.${id}.price`,
      )
    }
    const same = sameMoney(variant.price, price) && sameMoney(variant.compareAtPrice, compareAtPrice)
    return same ? [] : [{ variant, price, compareAtPrice }]
  })
}

/** What each size costs once the changes are in. */
function pricesToBe(before: AdminProduct, changes: PriceChange[]) {
  return before.variants.map((variant) => ({
    ...(changes.find((change) => change.variant === variant) ?? variant),
    field: `prices.${variant.id}`,
  }))
}

function sameMoney(one: Money | null, other: Money | null): boolean {
  return one?.minor === other?.minor
}

/** @throws DomainError INVALID with the field */
async function checkPrices(tx: PrismaTx, product: AdminProduct, changes: PriceChange[], confirmed: boolean) {
  for (const { variant, price, compareAtPrice } of changes) {
    if (!compareAtPrice) continue
    const past = await pastPrices(tx, product.id, variant.id)
    if (sameMoney(variant.compareAtPrice, compareAtPrice)) past.push(compareAtPrice.minor)
    // Lowered just now: what it cost until this moment was charged too.
    if (variant.price && product.status === 'active') past.unshift(variant.price.minor)
    const problem = compareAtProblem(compareAtPrice, price, past)
    if (problem) throw new DomainError('INVALID', problem, `prices.${variant.id}.compareAtPrice`)
  }
  const unusual = changes.filter(({ variant, price }) => isUnusualPrice(variant.price, price))
  if (unusual.length > 0 && !confirmed) {
    const list = unusual.map(({ variant, price }) => {
      const from = variant.price ? `from ${formatMoney(variant.price)} ` : ''
      return `${variant.title || product.title} goes ${from}to ${formatMoney(price)}`
    })
    throw new DomainError(
      'INVALID',
      `Look twice: ${list.join('; ')}. Tick this if it is right.`,
      'unusualPrices',
    )
  }
}
