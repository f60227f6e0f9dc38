import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { db } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { orUnavailable } from '@/lib/or-unavailable'
import { getAuth, sessionSeconds } from './auth'
import { may, type Permission, type Role, type Staff, unsafeStaff } from './staff'

/** The idle clock is written at most this often, so that reading pages stays cheap. */
const touchAfterSeconds = 300

/**
 * For server actions: the person at the other end, if they may do this.
 * @throws DomainError FORBIDDEN
 */
export async function requireStaff(permission: Permission): Promise<Staff> {
  const staff = await currentStaff()
  if (!staff) {
    throw new DomainError(
      'FORBIDDEN',
      'You are signed out. Sign in again in another tab, then come back and send this once more.',
    )
  }
  if (!may(staff.role, permission)) {
    throw new DomainError('FORBIDDEN', 'Your account may not do this. Ask an owner of the shop.')
  }
  return staff
}

/** For pages: sends people who are not signed in to the sign-in page, and back to `path` afterwards. */
export async function requireStaffPage(path: string): Promise<Staff> {
  const staff = await orUnavailable('admin.session_failed', currentStaff)
  if (!staff) redirect(`/admin/login?next=${encodeURIComponent(path)}`)
  return staff
}

/** Once a request. */
export const currentStaff = cache(async () => findStaff(await headers()))

/** Whose session cookie these headers carry; null for none, a forged one, or one that has ended. */
export async function findStaff(requestHeaders: Headers): Promise<Staff | null> {
  const auth = await getAuth()
  const found = await auth.api.getSession({ headers: requestHeaders })
  if (!found) return null
  const { session, user } = found
  const idle = (Date.now() - session.updatedAt.getTime()) / 1000
  if (idle > sessionSeconds.idle) {
    await db().staffSession.deleteMany({ where: { id: session.id } })
    return null
  }
  if (idle > touchAfterSeconds) {
    // deleteMany and updateMany: the session may just have been ended elsewhere.
    await db().staffSession.updateMany({ where: { id: session.id }, data: { updatedAt: new Date() } })
  }
  return unsafeStaff({ id: user.id, name: user.name, email: user.email, role: toRole(user.role) })
}

function toRole(text: string | null | undefined): Role {
  return text === 'owner' ? 'owner' : 'editor'
}
