'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { signIn, signOut } from '@/lib/auth/sign-in'
import { isDomainError } from '@/lib/errors'
import { logError } from '@/lib/log'
import type { FormState } from '../form-state'
import { nest, typedValues } from '../form-values'
import { adminPath } from './admin-path'

const credentials = z.object({
  email: z.string().trim().min(1, { error: 'Write your e-mail address.' }).max(320),
  password: z.string().min(1, { error: 'Write your password.' }).max(1000),
  next: z.string().max(2000).optional().catch(undefined),
})

export async function signInAction(previous: FormState, form: FormData): Promise<FormState> {
  const refused = (reason: Omit<FormState, 'attempt' | 'typed'>): FormState => ({
    attempt: previous.attempt + 1,
    typed: typedValues(form),
    ...reason,
  })
  const parsed = credentials.safeParse(nest(form))
  if (!parsed.success) {
    const { fieldErrors } = z.flattenError(parsed.error)
    return refused({
      errors: Object.fromEntries(Object.entries(fieldErrors).map(([name, list]) => [name, list[0] ?? ''])),
    })
  }
  try {
    await signIn(parsed.data, await headers())
  } catch (error) {
    if (isDomainError(error)) return refused({ message: error.message })
    const id = logError('admin.sign_in_failed', error)
    return refused({ message: `Something went wrong (${id}). Try again in a moment.` })
  }
  redirect(adminPath(parsed.data.next))
}

export async function signOutAction(): Promise<void> {
  await signOut(await headers())
  redirect('/admin/login')
}
