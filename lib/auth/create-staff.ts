import { randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { z } from 'zod'
import { prismaTransaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { passwordLength } from './password'
import type { Role } from './staff'

const newStaff = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.email({ error: 'Write an e-mail address, like name@example.nz.' }).max(320)),
  name: z.string().trim().min(1, { error: 'Write a name.' }).max(200),
  password: z
    .string()
    .min(passwordLength.min, { error: `Use at least ${passwordLength.min} characters.` })
    .max(passwordLength.max, { error: `Use at most ${passwordLength.max} characters.` }),
  role: z.enum(['owner', 'editor']).default('owner'),
})

/**
 * Makes a person who may sign in. Someone with that e-mail already stays as they are, password included, so
 * that a repeated start never takes an account over.
 * @throws DomainError INVALID with the field
 */
export async function createStaff(input: {
  email: string
  name: string
  password: string
  role?: Role
}): Promise<{ created: boolean }> {
  const parsed = newStaff.safeParse(input)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new DomainError('INVALID', issue?.message ?? 'Check what you wrote.', String(issue?.path[0] ?? ''))
  }
  const { email, name, password, role } = parsed.data
  const hash = await hashPassword(password)
  const id = randomUUID()
  return prismaTransaction(async (tx) => {
    const made = await tx.$executeRaw`
      INSERT INTO staff (id, name, email, role) VALUES (${id}, ${name}, ${email}, ${role})
      ON CONFLICT (email) DO NOTHING`
    if (made === 0) return { created: false }
    await tx.staffAccount.create({
      // The shape better-auth looks for: provider "credential", and the person's own id as account.
      data: { id: randomUUID(), userId: id, accountId: id, providerId: 'credential', password: hash },
    })
    return { created: true }
  })
}
