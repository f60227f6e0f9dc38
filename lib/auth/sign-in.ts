import { isAPIError } from 'better-auth/api'
import { DomainError } from '@/lib/errors'
import { visitorAddress } from '@/lib/visitor-address'
import { getAuth } from './auth'
import { forgetTries, withinLimit } from './throttle'

const quarterHour = 15 * 60
const perEmail = { max: 10, seconds: quarterHour }
const perAddress = { max: 50, seconds: quarterHour }

/**
 * Signs a person in. An unknown e-mail and a wrong password cost the same work and get the same answer, and the limit
 * counts both, so that nobody learns which accounts exist.
 * @param headers those of the request: address and browser are kept with the session
 * @returns the answer's headers with the session cookie, which inside Next is set already
 * @throws DomainError INVALID (not right), TOO_MANY
 */
export async function signIn(
  credentials: { email: string; password: string },
  headers: Headers,
): Promise<Headers> {
  const email = credentials.email.trim().toLowerCase()
  const emailKey = `sign-in:email:${email}`
  // In turn: what one address is refused must not use up the tries of the person who owns the e-mail.
  const allowed =
    (await withinLimit(`sign-in:address:${visitorAddress(headers)}`, perAddress)) &&
    (await withinLimit(emailKey, perEmail))
  if (!allowed)
    throw new DomainError('TOO_MANY', 'Too many tries. Wait a quarter of an hour, then try again.')
  const auth = await getAuth()
  try {
    const answer = await auth.api.signInEmail({
      body: { email, password: credentials.password },
      headers,
      returnHeaders: true,
    })
    await forgetTries(emailKey)
    return answer.headers
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) {
      throw new DomainError('INVALID', 'That e-mail and password don’t match. Check both and try again.')
    }
    throw error
  }
}

/** Ends the session in the database, so that a copied cookie is worth nothing. */
export async function signOut(headers: Headers): Promise<void> {
  const auth = await getAuth()
  await auth.api.signOut({ headers })
}
