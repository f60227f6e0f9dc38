import { expect, test } from 'vitest'
import { testDatabase } from '@/lib/testing/database'

testDatabase()

// Settings are parsed once, so this file has its own process and sets the address before anything reads it.
process.env.SITE_URL = 'https://shop.example.nz'

test('over https the session cookie is pinned to this host', async () => {
  const { createStaff } = await import('./create-staff')
  const { signIn } = await import('./sign-in')
  const person = { email: 'https@example.nz', name: 'Hine', password: 'a long enough password' }
  await createStaff(person)
  const [cookie = ''] = (await signIn(person, new Headers())).getSetCookie()
  // Browsers accept `__Host-` only with Secure, Path=/ and without Domain: RFC 6265bis, 4.1.3.2.
  expect(cookie).toMatch(/^__Host-staff\.session_token=/)
  expect(cookie).toMatch(/; Secure/i)
  expect(cookie).toMatch(/; HttpOnly/i)
  expect(cookie).toMatch(/; SameSite=Lax/i)
  expect(cookie).toMatch(/; Path=\/(;|$)/i)
  expect(cookie).not.toMatch(/; Domain/i)
})
