import { DomainError, isDomainError } from '@/lib/errors'
import { readBody } from '@/lib/read-body'

/** What a server action may carry: a full note as it was shown and as it is now, and as many lines as a cart holds, fit well. */
const limit = 256_000

/**
 * The cart's form as the browser posts it. The cart's cookie is SameSite=Lax, so that another site's form would arrive
 * without a cart; this says so early.
 * @throws DomainError INVALID for a form from elsewhere or one that is far too long
 */
export async function readForm(request: Request): Promise<URLSearchParams> {
  if (request.headers.get('sec-fetch-site') === 'cross-site') {
    throw new DomainError('INVALID', 'This form comes from another site.')
  }
  const body = await readBody(request, limit).catch((error: unknown) => {
    throw isDomainError(error)
      ? new DomainError('INVALID', 'That form is far too long.', 'length')
      : new DomainError('INVALID', 'That form could not be read.')
  })
  return new URLSearchParams(body)
}
