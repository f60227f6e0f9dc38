import { audit } from '@/lib/auth/audit'
import type { Staff } from '@/lib/auth/staff'
import { prismaTransaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { formatMoney, toCurrency } from '@/lib/money'
import type { DiscountDraft } from './discount-draft'
import { type DiscountView, discountInclude, toDiscount } from './discount-view'
import { lockDiscount } from './lock-discount'
import { writeDiscount } from './write-discount'

/**
 * Makes a discount, or changes one. Orders that have it keep what they agreed to; carts show the change at once.
 * @param input.id null for a new one, which runs from its first day on
 * @returns its id
 * @throws DomainError INVALID, NOT_FOUND, CONFLICT (changed meanwhile), TOO_MANY
 */
export async function saveDiscount(
  staff: Staff,
  input: { id: bigint | null; version: number; draft: DiscountDraft },
): Promise<bigint> {
  return prismaTransaction(async (tx) => {
    const old = input.id === null ? null : await lockDiscount(tx, { id: input.id, version: input.version })
    if (old && input.draft.usageLimit !== null && input.draft.usageLimit < old.uses) {
      throw new DomainError(
        'INVALID',
        `It was used ${old.uses} times already. To end it now, stop it.`,
        'usageLimit',
      )
    }
    const shop = await tx.shop.findUniqueOrThrow({ where: { id: 1 }, select: { currency: true } })
    const said = async (id: bigint) => {
      const row = await tx.discount.findUniqueOrThrow({ where: { id }, include: discountInclude })
      return snapshot(toDiscount(row, toCurrency(shop.currency)))
    }
    const before = old && (await said(old.id))
    const id = await writeDiscount(tx, old?.id ?? null, input.draft)
    if (old) await tx.$executeRaw`UPDATE discount SET version = version + 1 WHERE id = ${id}`
    await audit(tx, staff, {
      action: old ? 'discount.saved' : 'discount.created',
      subject: 'discount',
      subjectId: String(id),
      before,
      after: await said(id),
    })
    return id
  })
}

/** What a person could have said differently. */
function snapshot(view: DiscountView) {
  const {
    id: _,
    version: __,
    uses: ___,
    state: ____,
    active: _____,
    amount,
    minSubtotal,
    codes,
    ...said
  } = view
  return {
    ...said,
    codes: codes.join(', '),
    amount: amount && formatMoney(amount),
    minSubtotal: minSubtotal && formatMoney(minSubtotal),
    targets: said.targets.map(({ title }) => title).join(', '),
    buys: said.buys.map(({ title }) => title).join(', '),
  }
}
