import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createStaff } from '@/lib/auth/create-staff'
import { signIn } from '@/lib/auth/sign-in'
import type { Permission, Staff } from '@/lib/auth/staff'
import { DomainError } from '@/lib/errors'
import { testDatabase } from '@/lib/testing/database'
import { adminAction } from './admin-action'
import { untouched } from './form-state'

testDatabase()

const request = vi.hoisted(() => ({ headers: new Headers() }))
vi.mock('next/headers', () => ({
  headers: async () => request.headers,
  // better-auth's plugin writes cookies through Next; here the returned headers are read instead.
  cookies: async () => ({ set() {} }),
}))

const password = 'a long enough password'
const cookies = { owner: '', editor: '' }

beforeAll(async () => {
  for (const role of ['owner', 'editor'] as const) {
    const email = `${role}@example.nz`
    await createStaff({ email, name: role, password, role })
    const [cookie = ''] = (await signIn({ email, password }, new Headers())).getSetCookie()
    cookies[role] = cookie.split(';')[0] ?? ''
  }
})
beforeEach(() => {
  request.headers = new Headers({ cookie: cookies.owner })
})

const schema = z.object({ id: z.string(), title: z.string().min(1, { error: 'Write a title.' }) })

function send(
  values: Record<string, string>,
  run: (staff: Staff) => Promise<unknown> = async () => {},
  permission: Permission = 'products',
  next: string | (() => { shown: string }) = '/admin/products/1?done=saved',
) {
  const form = new FormData()
  for (const [name, value] of Object.entries(values)) form.append(name, value)
  return adminAction(untouched, form, {
    permission,
    schema,
    run,
    next,
    conflict: async () => ({
      hidden: { version: '3' },
      by: { who: 'Ben', when: 'just now' },
      now: { title: 'Theirs' },
    }),
  })
}

const good = { id: '1', title: 'Mine' }

test('what is in order is done by the person who is signed in, and the browser goes on', async () => {
  const run = vi.fn(async (_staff: Staff) => {})
  await expect(send(good, run)).rejects.toMatchObject({
    digest: expect.stringContaining('/admin/products/1?done=saved'),
  })
  expect(run.mock.calls[0]?.[0]).toMatchObject({ name: 'owner', role: 'owner' })
})

test('what is to be seen this once stands in the answer, and nothing that was typed beside it', async () => {
  const state = await send(good, undefined, 'products', () => ({ shown: 'a token' }))
  expect(state).toEqual({ attempt: 1, shown: 'a token' })
})

test('nobody and those who may not are refused before anything is read or done, with their typing kept', async () => {
  const run = vi.fn(async () => {})
  request.headers = new Headers({ 'next-action': 'id' })
  expect(await send({ id: '1', title: '' }, run)).toEqual({
    attempt: 1,
    message: expect.stringContaining('signed out'),
    typed: { id: '1', title: '' },
  })
  request.headers = new Headers({ cookie: cookies.editor })
  expect(await send(good, run, 'refunds')).toMatchObject({
    message: expect.stringContaining('may not'),
    typed: good,
  })
  expect(run).not.toHaveBeenCalled()
})

test('without JavaScript a person who was signed out is sent to sign in, and back afterwards', async () => {
  const run = vi.fn(async () => {})
  for (const [referer, next] of [
    ['http://localhost:3000/admin/orders/7?done=sent', '%2Fadmin%2Forders%2F7%3Fdone%3Dsent'],
    ['http://localhost:3000//evil.example', '%2Fadmin'],
    ['nonsense', '%2Fadmin'],
  ] as const) {
    request.headers = new Headers({ referer })
    await expect(send(good, run)).rejects.toMatchObject({
      digest: expect.stringContaining(`;/admin/login?next=${next};`),
    })
  }
  expect(run).not.toHaveBeenCalled()
})

test('what is wrong comes back beside its field, without secrets', async () => {
  expect(await send({ id: '1', title: '', password: 'hunter2' })).toEqual({
    attempt: 1,
    errors: { title: 'Write a title.' },
    typed: { id: '1', title: '' },
  })
  const refuse = async () => {
    throw new DomainError('INVALID', 'Too long.', 'title')
  }
  expect(await send(good, refuse)).toMatchObject({ errors: { title: 'Too long.' }, typed: good })
})

test('an edit that came too late is told who was faster and what it says now', async () => {
  const late = async () => {
    throw new DomainError('CONFLICT', 'Someone else changed it.')
  }
  expect(await send(good, late)).toMatchObject({
    message: 'Someone else changed it.',
    conflict: { hidden: { version: '3' }, by: { who: 'Ben' }, now: { title: 'Theirs' } },
    typed: good,
  })
})

test('an error nobody expected is logged under the id that the person sees, and says nothing more', async () => {
  const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const state = await send(good, async () => {
    throw new Error('password of the database: hunter2')
  })
  const logged = String(log.mock.calls[0]?.[0])
  log.mockRestore()
  const id = /\(([0-9a-f]{8})\)/.exec(state.message ?? '')?.[1]
  expect(id).toBeDefined()
  expect(logged).toContain(`"id":"${id}"`)
  expect(JSON.stringify(state)).not.toContain('hunter2')
})
