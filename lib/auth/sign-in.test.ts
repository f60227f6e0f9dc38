import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { db, sql } from '@/lib/db'
import { testDatabase } from '@/lib/testing/database'
import { createStaff } from './create-staff'
import { findStaff, requireStaff } from './session'
import { signIn, signOut } from './sign-in'

testDatabase()

const request = vi.hoisted(() => ({ headers: new Headers() }))
vi.mock('next/headers', () => ({
  headers: async () => request.headers,
  // better-auth's plugin writes cookies through Next; here the returned headers are read instead.
  cookies: async () => ({ set() {} }),
}))

const owner = { email: 'owner@example.nz', name: 'Aroha', password: 'a long enough password' }
const editor = {
  email: 'editor@example.nz',
  name: 'Ben',
  password: 'another long password',
  role: 'editor' as const,
}

beforeAll(async () => {
  await createStaff(owner)
  await createStaff(editor)
})
beforeEach(async () => {
  await db().staffRateLimit.deleteMany()
  await db().staffSession.deleteMany()
  request.headers = new Headers()
})

async function signedIn(person: { email: string; password: string }): Promise<Headers> {
  const answer = await signIn(person, new Headers())
  const [cookie = ''] = answer.getSetCookie()
  return new Headers({ cookie: cookie.split(';')[0] ?? '' })
}

const refusal = (email: string, password: string) =>
  signIn({ email, password }, new Headers()).then(
    () => 'signed in',
    (error: Error) => `${error.name}: ${error.message}`,
  )

test('a right password opens a session; signing out ends it for every copy of the cookie', async () => {
  const cookie = await signedIn({ ...owner, email: ' Owner@Example.nz ' })
  expect(await findStaff(cookie)).toEqual({
    id: expect.any(String),
    name: 'Aroha',
    email: owner.email,
    role: 'owner',
  })
  await signOut(cookie)
  expect(await findStaff(cookie)).toBeNull()
})

test('an unknown e-mail and a wrong password get the same answer', async () => {
  const wrong = await refusal(owner.email, 'not the password')
  expect(await refusal('nobody@example.nz', 'not the password')).toBe(wrong)
  expect(await refusal(owner.email, 'x'.repeat(200))).toBe(wrong)
  expect(await refusal('nobody@example.nz', 'x'.repeat(200))).toBe(wrong)
  expect(wrong).not.toMatch(/owner@|nobody@/)
})

test('an unknown e-mail costs about the same time as a wrong password', async () => {
  const times = { known: [] as number[], unknown: [] as number[] }
  for (let round = 0; round < 7; round++) {
    for (const [kind, email] of [
      ['known', owner.email],
      ['unknown', 'nobody@example.nz'],
    ] as const) {
      await db().staffRateLimit.deleteMany()
      const start = performance.now()
      await refusal(email, 'not the password')
      times[kind].push(performance.now() - start)
    }
  }
  const median = (list: number[]) => list.toSorted((a, b) => a - b)[3] ?? 0
  const ratio = median(times.known) / median(times.unknown)
  // One hash costs tens of milliseconds and a look-up one: skipping the hash would make this ratio ten or more.
  expect(ratio).toBeGreaterThan(0.4)
  expect(ratio).toBeLessThan(2.5)
})

test('after ten tries even the right password waits, for a known and an unknown e-mail alike', async () => {
  for (const email of [editor.email, 'nobody@example.nz']) {
    const tries = await Promise.all(Array.from({ length: 12 }, () => refusal(email, 'wrong password')))
    expect(tries.filter((answer) => answer.includes('Too many tries'))).toHaveLength(2)
    expect(await refusal(email, editor.password)).toContain('Too many tries')
  }
  await sql().$executeRaw`UPDATE staff_rate_limit SET last_request = last_request - 900000`
  expect(await refusal(editor.email, editor.password)).toBe('signed in')
})

test('a success forgets earlier mistakes, and one address can’t guess for ever', async () => {
  for (let round = 0; round < 2; round++) {
    for (let attempt = 0; attempt < 9; attempt++) await refusal(owner.email, 'wrong password')
    expect(await refusal(owner.email, owner.password)).toBe('signed in')
  }
  await sql().$executeRaw`UPDATE staff_rate_limit SET count = 50 WHERE key LIKE 'sign-in:address:%'`
  expect(await refusal('someone@example.nz', 'wrong password')).toContain('Too many tries')
  expect(await db().staffRateLimit.count({ where: { key: { contains: 'someone' } } })).toBe(0)
})

test('a session ends after twelve idle hours and after a week, and use postpones only the first', async () => {
  const age = (updated: string, expires: string) => sql().$executeRaw`
    UPDATE staff_session SET updated_at = now() - ${updated}::interval, expires_at = now() + ${expires}::interval`
  const cookie = await signedIn(owner)
  await age('11 hours', '1 minute')
  expect(await findStaff(cookie)).not.toBeNull()
  const { updatedAt, expiresAt } = await db().staffSession.findFirstOrThrow()
  expect(Date.now() - updatedAt.getTime()).toBeLessThan(60_000)
  expect(expiresAt.getTime() - Date.now()).toBeLessThan(61_000)
  await age('12 hours 1 minute', '1 day')
  expect(await findStaff(cookie)).toBeNull()
  expect(await db().staffSession.count()).toBe(0)
  const second = await signedIn(owner)
  await age('1 minute', '-1 second')
  expect(await findStaff(second)).toBeNull()
})

test('a forged or tampered cookie is nobody', async () => {
  const cookie = await signedIn(owner)
  const text = cookie.get('cookie') ?? ''
  const [name = '', value = ''] = text.split('=')
  const token = decodeURIComponent(value).split('.')[0]
  for (const forged of [
    `${name}=x`,
    `${name}=${token}`,
    `${name}=${token}.${'A'.repeat(43)}%3D`,
    `${name}=`,
  ]) {
    expect(await findStaff(new Headers({ cookie: forged }))).toBeNull()
  }
  expect(await findStaff(cookie)).not.toBeNull()
})

test('an action asks who is there and what they may do', async () => {
  await expect(requireStaff('read')).rejects.toMatchObject({ code: 'FORBIDDEN' })
  request.headers = await signedIn(editor)
  expect((await requireStaff('products')).name).toBe('Ben')
  await expect(requireStaff('refunds')).rejects.toMatchObject({ code: 'FORBIDDEN' })
  request.headers = await signedIn(owner)
  expect((await requireStaff('refunds')).name).toBe('Aroha')
})

test('the session cookie is out of reach of scripts and of other sites', async () => {
  const [cookie = '', ...others] = (await signIn(owner, new Headers())).getSetCookie()
  expect(others).toEqual([])
  expect(cookie).toMatch(/^staff\.session_token=/)
  expect(cookie).toMatch(/; HttpOnly/i)
  expect(cookie).toMatch(/; SameSite=Lax/i)
  expect(cookie).toMatch(/; Path=\/(;|$)/i)
  expect(cookie).toMatch(/; Max-Age=604800/i)
  expect(cookie).not.toMatch(/; Secure|; Domain/i)
})

test('a person is made once, and a repeat changes nothing', async () => {
  const again = { ...owner, email: 'OWNER@example.nz', name: 'Mallory', password: 'a different password' }
  const made = await Promise.all([createStaff(again), createStaff(again)])
  expect(made).toEqual([{ created: false }, { created: false }])
  expect(await refusal(owner.email, again.password)).not.toBe('signed in')
  expect(await refusal(owner.email, owner.password)).toBe('signed in')
  const raced = await Promise.all(
    [1, 2, 3].map(() => createStaff({ email: 'new@example.nz', name: 'New', password: 'twelve chars' })),
  )
  expect(raced.filter(({ created }) => created)).toHaveLength(1)
  expect(await db().staffAccount.count()).toBe(3)
})

test('what a new person lacks is named', async () => {
  await expect(createStaff({ ...owner, password: 'too short' })).rejects.toMatchObject({
    code: 'INVALID',
    field: 'password',
  })
  await expect(createStaff({ ...owner, password: 'x'.repeat(129) })).rejects.toMatchObject({
    field: 'password',
  })
  await expect(createStaff({ ...owner, email: 'nonsense' })).rejects.toMatchObject({ field: 'email' })
  await expect(createStaff({ ...owner, name: ' ' })).rejects.toMatchObject({ field: 'name' })
})
