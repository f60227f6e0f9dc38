import { z } from 'zod'
import { audit } from '@/lib/auth/audit'
import type { Staff } from '@/lib/auth/staff'
import { prismaTransaction } from '@/lib/db'
import { forgetAccess } from './access'

export const tokenDemand = z.object({ required: z.literal('yes').optional() })

/** Whether the API answers those who have no token at all. */
export async function setTokenRequired(staff: Staff, demand: z.infer<typeof tokenDemand>): Promise<void> {
  const tokenRequired = demand.required === 'yes'
  await prismaTransaction(async (tx) => {
    await tx.$executeRaw`SELECT FROM shop WHERE id = 1 FOR UPDATE`
    const shop = await tx.shop.findUniqueOrThrow({ where: { id: 1 }, select: { tokenRequired: true } })
    if (shop.tokenRequired === tokenRequired) return
    await tx.shop.update({ where: { id: 1 }, data: { tokenRequired } })
    await audit(tx, staff, {
      action: 'api_access.saved',
      subject: 'shop',
      subjectId: '1',
      before: { tokenRequired: shop.tokenRequired },
      after: { tokenRequired },
    })
    forgetAccess(tx)
  })
}
