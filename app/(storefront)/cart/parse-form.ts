import type { z } from 'zod'
import { DomainError } from '@/lib/errors'

/**
 * The fields of a form by its schema; of a name that comes twice the last one counts.
 * @throws DomainError INVALID naming the first field that can't be used
 */
export function parseForm<S extends z.ZodType>(schema: S, form: FormData | URLSearchParams): z.infer<S> {
  return readable(schema, Object.fromEntries(form))
}

/** @throws DomainError INVALID */
export function readable<S extends z.ZodType>(schema: S, fields: unknown): z.infer<S> {
  const result = schema.safeParse(fields)
  if (result.success) return result.data
  throw new DomainError(
    'INVALID',
    'That form could not be read.',
    result.error.issues[0]?.path.join('.') ?? '',
  )
}
