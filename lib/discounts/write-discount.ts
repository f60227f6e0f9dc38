import type { PrismaTx } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { checkDraft, type DiscountDraft, type Scope } from './discount-draft'

/** Every cart reads all automatic ones that run. */
const mostAutomatic = 25

/**
 * Writes a discount, its codes and its goods as the draft says, a new one where `id` is null.
 * @returns its id
 * @throws DomainError INVALID, CONFLICT on `codes` for a code of another discount, TOO_MANY
 */
export async function writeDiscount(
  tx: PrismaTx,
  id: bigint | null,
  draft: DiscountDraft & { active?: boolean; id?: bigint },
): Promise<bigint> {
  const { codes, targets, buys, id: given, active, ...rest } = checkDraft(draft) as typeof draft
  const automatic = codes.length === 0
  const data = { ...rest, automatic, ...(active !== undefined && { active }) }
  const written = id
    ? await tx.discount.update({ where: { id }, data, select: { id: true, active: true } })
    : await tx.discount.create({
        data: { ...data, ...(given !== undefined && { id: given }) },
        select: { id: true, active: true },
      })
  if (automatic && written.active) await refuseTooMany(tx)
  await writeCodes(tx, written.id, codes)
  await tx.discountScope.deleteMany({ where: { discountId: written.id } })
  await tx.discountScope.createMany({
    data: [...scopeRows(written.id, 'target', targets), ...scopeRows(written.id, 'buys', buys)],
  })
  return written.id
}

/** Carts that have a code keep it, whatever becomes of it here. */
async function writeCodes(tx: PrismaTx, discountId: bigint, codes: string[]): Promise<void> {
  const keys = codes.map((code) => code.toLowerCase())
  const taken = await tx.discountCode.findFirst({
    where: { key: { in: keys }, discountId: { not: discountId } },
    select: { code: true },
  })
  if (taken) {
    throw new DomainError('INVALID', `The code ${taken.code} belongs to another discount.`, 'codes')
  }
  await tx.discountCode.deleteMany({ where: { discountId } })
  await tx.discountCode.createMany({
    data: codes.map((code) => ({ discountId, code, key: code.toLowerCase() })),
  })
}

/** @throws DomainError TOO_MANY; the transaction must roll back */
export async function refuseTooMany(tx: PrismaTx): Promise<void> {
  const running = await tx.discount.count({
    where: { automatic: true, active: true, OR: [{ endsAt: null }, { endsAt: { gt: new Date() } }] },
  })
  if (running > mostAutomatic) {
    throw new DomainError(
      'TOO_MANY',
      `At most ${mostAutomatic} discounts without a code can run at once. Stop one first.`,
    )
  }
}

function scopeRows(discountId: bigint, role: 'target' | 'buys', { products, collections }: Scope) {
  return [
    ...products.map((id) => ({ discountId, role, productId: BigInt(id) })),
    ...collections.map((id) => ({ discountId, role, collectionId: BigInt(id) })),
  ]
}
