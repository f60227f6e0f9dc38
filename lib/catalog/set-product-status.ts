import { z } from 'zod'
import { audit } from '@/lib/auth/audit'
import type { Staff } from '@/lib/auth/staff'
import { expire, tags } from '@/lib/cache'
import { transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { findAdminProduct } from './admin-product'
import { idText } from './product-edit'
import { productSnapshot } from './product-snapshot'

export const statusChange = z.object({
  id: idText,
  version: z.coerce.number().int().positive(),
  status: z.enum(['draft', 'active', 'archived']),
})

export type StatusChange = z.infer<typeof statusChange>

/**
 * Puts a product into the shop, takes it out, or puts it away. Its first day in the shop stays its date.
 * @throws DomainError NOT_FOUND, CONFLICT (another edit came first), INVALID (nothing to sell yet)
 */
export async function setProductStatus(staff: Staff, change: StatusChange): Promise<void> {
  await transaction(async (tx) => {
    await tx.$executeRaw`SELECT FROM product WHERE id = ${BigInt(change.id)} FOR UPDATE`
    const before = await findAdminProduct(tx, change.id)
    if (!before) throw new DomainError('NOT_FOUND', 'This product no longer exists.')
    if (before.status === change.status) return
    if (before.version !== change.version) {
      throw new DomainError('CONFLICT', 'Someone else changed this product while you were looking at it.')
    }
    if (change.status === 'active' && !before.variants.some((variant) => variant.price)) {
      throw new DomainError('INVALID', 'Give it a price first: without one it can’t be bought.', 'status')
    }
    await tx.$executeRaw`
      UPDATE product SET status = ${change.status}::publish_status, version = version + 1, updated_at = now(),
        published_at = CASE WHEN ${change.status} = 'active' THEN coalesce(published_at, now()) ELSE published_at END
      WHERE id = ${BigInt(change.id)}`
    await audit(tx, staff, {
      action: `product.${change.status}`,
      subject: 'product',
      subjectId: change.id,
      before: productSnapshot(before),
      after: productSnapshot({ ...before, status: change.status }),
    })
    await expire(tx, tags.product(change.id), tags.catalog)
  })
}
