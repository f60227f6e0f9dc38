import { z } from 'zod'
import { audit } from '@/lib/auth/audit'
import type { Staff } from '@/lib/auth/staff'
import { prismaTransaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { forgetAccess } from './access'
import { hashToken, makeToken, mostTokens } from './token-text'

export const newToken = z.object({
  name: z
    .string()
    .trim()
    .min(1, { error: 'Give it a name, such as “Salon website”.' })
    .max(100, { error: 'A name has at most 100 characters.' }),
  kind: z.enum(['public', 'private'], { error: 'Choose where it will be used.' }),
  requestKey: z.uuid(),
})

export type NewToken = z.infer<typeof newToken>

/**
 * Makes a token for another front end. The same request sent twice makes one.
 * @returns the token, which nobody can read again
 * @throws DomainError INVALID (the shop has enough), CONFLICT (made by this very form, and revoked since)
 */
export async function createToken(staff: Staff, wanted: NewToken): Promise<string> {
  const { name, kind, requestKey } = wanted
  const token = await makeToken(requestKey)
  await prismaTransaction(async (tx) => {
    // One at a time, or two could both be the hundredth.
    await tx.$executeRaw`SELECT FROM shop WHERE id = 1 FOR UPDATE`
    const known = await tx.apiToken.findUnique({ where: { hash: hashToken(token) } })
    if (known?.revokedAt)
      throw new DomainError('CONFLICT', 'This token was revoked. Open the page anew to make another.')
    if (known) return
    if ((await tx.apiToken.count({ where: { revokedAt: null } })) >= mostTokens)
      throw new DomainError('INVALID', `There are ${mostTokens} tokens already. Revoke one first.`)
    const endsWith = token.slice(-4)
    const { id } = await tx.apiToken.create({
      data: { name, kind, hash: hashToken(token), lastCharacters: endsWith, createdBy: staff.name },
    })
    await audit(tx, staff, {
      action: 'api_token.created',
      subject: 'api_token',
      subjectId: String(id),
      after: { name, kind, endsWith },
    })
    forgetAccess(tx)
  })
  return token
}
