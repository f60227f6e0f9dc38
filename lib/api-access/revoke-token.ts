import { z } from 'zod'
import { audit } from '@/lib/auth/audit'
import type { Staff } from '@/lib/auth/staff'
import { prismaTransaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { forgetAccess } from './access'

export const revocation = z.object({ id: z.coerce.bigint().positive() })

/**
 * Ends a token for good: in this process at once, in others within `freshSeconds` of access.ts. Twice is once.
 * @throws DomainError NOT_FOUND
 */
export async function revokeToken(staff: Staff, { id }: z.infer<typeof revocation>): Promise<void> {
  await prismaTransaction(async (tx) => {
    await tx.$executeRaw`SELECT FROM api_token WHERE id = ${id} FOR UPDATE`
    const token = await tx.apiToken.findUnique({ where: { id } })
    if (!token) throw new DomainError('NOT_FOUND', 'There is no such token.')
    if (token.revokedAt) return
    await tx.apiToken.update({ where: { id }, data: { revokedAt: new Date() } })
    await audit(tx, staff, {
      action: 'api_token.revoked',
      subject: 'api_token',
      subjectId: String(id),
      before: { name: token.name, kind: token.kind, endsWith: token.lastCharacters },
    })
    forgetAccess(tx)
  })
}
