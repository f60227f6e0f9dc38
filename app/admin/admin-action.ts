import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { z } from 'zod'
import { currentStaff, requireStaff } from '@/lib/auth/session'
import type { Permission, Staff } from '@/lib/auth/staff'
import { isDomainError } from '@/lib/errors'
import { logError } from '@/lib/log'
import type { Conflict, FormState } from './form-state'
import { nest, typedValues } from './form-values'
import { adminPath } from './login/admin-path'

/**
 * Every write of the admin goes this way: who is it and may they; is the form in order; do it; go on. What is refused
 * comes back beside its field with everything that was typed.
 * @param work.schema or a function making it, called after the person was recognised
 * @param work.next where the browser goes when it is done, a path of the admin; or what the form shows once in its place
 * @param work.conflict what the thing is now, asked for when another edit came first
 */
export async function adminAction<Schema extends z.ZodType, Result>(
  previous: FormState,
  form: FormData,
  work: {
    permission: Permission
    schema: Schema | (() => Promise<Schema>)
    run: (staff: Staff, input: z.output<Schema>) => Promise<Result>
    next: string | ((input: z.output<Schema>, result: Result) => string | { shown: string })
    conflict?: (input: z.output<Schema>) => Promise<Conflict | null>
  },
): Promise<FormState> {
  const refused = (reason: Omit<FormState, 'attempt' | 'typed'>): FormState => ({
    attempt: previous.attempt + 1,
    typed: typedValues(form),
    ...reason,
  })
  await sendToSignInWithoutScript()
  let input: z.output<Schema>
  let result: Result
  try {
    const staff = await requireStaff(work.permission)
    const schema = typeof work.schema === 'function' ? await work.schema() : work.schema
    const parsed = schema.safeParse(nest(form))
    if (!parsed.success) return refused(problems(parsed.error))
    input = parsed.data
    try {
      result = await work.run(staff, input)
    } catch (error) {
      if (!isDomainError(error) || error.code !== 'CONFLICT') throw error
      const conflict = await work.conflict?.(input)
      return refused({ message: error.message, ...(conflict && { conflict }) })
    }
  } catch (error) {
    if (isDomainError(error)) {
      return refused(error.field ? { errors: { [error.field]: error.message } } : { message: error.message })
    }
    const id = logError('admin.action_failed', error)
    return refused({
      message: `Something went wrong (${id}). Look whether it was done before you try again.`,
    })
  }
  const next = typeof work.next === 'string' ? work.next : work.next(input, result)
  if (typeof next !== 'string') return { attempt: previous.attempt + 1, shown: next.shown }
  // Outside the try: it works by throwing.
  redirect(next)
}

/**
 * A form that is sent to look something up comes back as it was, and nothing is written.
 * @param look what it finds, asked for after the person was recognised
 */
export async function lookUp(
  previous: FormState,
  form: FormData,
  permission: Permission,
  look: () => Promise<Pick<FormState, 'goods'>>,
): Promise<FormState> {
  const same = { attempt: previous.attempt + 1, typed: typedValues(form) }
  await sendToSignInWithoutScript()
  try {
    await requireStaff(permission)
    return { ...same, ...(await look()) }
  } catch (error) {
    if (isDomainError(error)) return { ...same, message: error.message }
    const id = logError('admin.look_up_failed', error)
    return { ...same, message: `Something went wrong (${id}). Nothing was saved: try again.` }
  }
}

/**
 * With JavaScript a person who was signed out reads so above their form. Without it the page around the form is made
 * anew and would send them to sign in by 307, which repeats the POST there; an action's redirect is a 303.
 */
async function sendToSignInWithoutScript(): Promise<void> {
  const request = await headers()
  if (request.has('next-action') || (await currentStaff())) return
  const referer = request.get('referer') ?? ''
  const from = URL.canParse(referer) ? new URL(referer) : undefined
  redirect(`/admin/login?next=${encodeURIComponent(adminPath(from && from.pathname + from.search))}`)
}

function problems(error: z.ZodError): Pick<FormState, 'errors' | 'message'> {
  const errors: Record<string, string> = {}
  for (const issue of error.issues) errors[issue.path.join('.')] ??= issue.message
  return { errors }
}
