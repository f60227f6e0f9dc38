import { z } from 'zod'
import { audit } from '@/lib/auth/audit'
import type { Staff } from '@/lib/auth/staff'
import { prismaTransaction } from '@/lib/db'
import { lockDiscount } from './lock-discount'
import { refuseTooMany } from './write-discount'

export const discountSwitch = z.object({
  id: z.coerce.bigint().positive(),
  version: z.coerce.number().int().positive(),
  active: z.enum(['yes', 'no']).transform((word) => word === 'yes'),
})

/**
 * Stops a discount at once, or lets it run again. What is being paid keeps it.
 * @throws DomainError NOT_FOUND, CONFLICT (changed meanwhile), TOO_MANY
 */
export async function setDiscountActive(staff: Staff, input: z.infer<typeof discountSwitch>): Promise<void> {
  await prismaTransaction(async (tx) => {
    const discount = await lockDiscount(tx, input)
    if (discount.active === input.active) return
    await tx.$executeRaw`
      UPDATE discount SET active = ${input.active}, version = version + 1, updated_at = now()
      WHERE id = ${discount.id}`
    if (input.active && discount.automatic) await refuseTooMany(tx)
    await audit(tx, staff, {
      action: input.active ? 'discount.started' : 'discount.stopped',
      subject: 'discount',
      subjectId: String(discount.id),
      before: { active: discount.active },
      after: { active: input.active },
    })
  })
}
