import { unsafeStaff } from '@/lib/auth/staff'

/** The person who acts in tests of the admin's writes. */
export const owner = unsafeStaff({ id: 'staff-1', name: 'Ana', email: 'ana@example.nz', role: 'owner' })
