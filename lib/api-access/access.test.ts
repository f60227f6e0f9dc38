import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { db, sql } from '@/lib/db'
import { countStatements } from '@/lib/testing/count-statements'
import { testDatabase } from '@/lib/testing/database'
import { owner } from '@/lib/testing/staff'
import { smallShop } from '@/prisma/factories'
import { checkToken, freshSeconds, type TokenKind } from './access'
import { createToken } from './create-token'
import { revokeToken } from './revoke-token'
import { setTokenRequired } from './set-token-required'
import { mostTokens, tokenPattern } from './token-text'
import { listTokens } from './tokens'

testDatabase()
beforeAll(smallShop)

beforeEach(async () => {
  await db().apiToken.deleteMany()
  later(freshSeconds)
})
afterEach(() => {
  vi.restoreAllMocks()
})

let ahead = 0
const now = performance.now.bind(performance)

/** Lets time go by for whatever looks at the clock. */
function later(seconds: number) {
  ahead += seconds * 1000 + 1
  vi.spyOn(performance, 'now').mockImplementation(() => now() + ahead)
}

const make = (kind: TokenKind = 'public', requestKey = randomUUID()) =>
  createToken(owner, { name: 'Salon', kind, requestKey })
const known = async (token: string, kind: TokenKind = 'public') =>
  (await checkToken({ token, kind })).known !== null
const only = async () => BigInt((await listTokens())[0]?.id ?? 0)

test('a token is known by its kind, and only what it hashes to is kept', async () => {
  const token = await make()
  expect(token).toMatch(tokenPattern)
  expect(await known(token)).toBe(true)
  expect(await known(token, 'private')).toBe(false)
  expect(await known(`${token.slice(0, 31)}!`)).toBe(false)
  const rows = await sql()
    .$queryRaw`SELECT t::text AS text FROM api_token t UNION ALL SELECT a::text FROM audit_log a`
  expect(JSON.stringify(rows)).toContain(token.slice(-4))
  expect(JSON.stringify(rows)).not.toContain(token)
})

test('revoking acts on the next request here, and within seconds where another process did it', async () => {
  const token = await make()
  expect(await known(token)).toBe(true)
  await revokeToken(owner, { id: await only() })
  expect(await known(token)).toBe(false)
  const other = await make()
  expect(await known(other)).toBe(true)
  await db().apiToken.updateMany({ data: { revokedAt: new Date() } })
  expect(await known(other)).toBe(true)
  later(freshSeconds)
  expect(await known(other)).toBe(false)
})

test('a read that a revocation overtook is not kept', async () => {
  const token = await make()
  const [, , after] = await Promise.all([
    known(token),
    revokeToken(owner, { id: await only() }),
    revokeToken(owner, { id: await only() }).then(() => known(token)),
  ])
  expect(after).toBe(false)
  expect(await known(token)).toBe(false)
})

test('neither good nor wrong tokens cost a statement each', async () => {
  const token = await make()
  await known(token)
  const { statements } = await countStatements(async () => {
    for (let nth = 0; nth < 200; nth++) {
      await known(token)
      await known(String(nth).padStart(32, 'x'))
    }
  })
  expect(statements).toEqual([])
})

test('many first requests at once share one read', async () => {
  await make()
  const { statements } = await countStatements(() =>
    Promise.all(Array.from({ length: 50 }, () => known('x'.repeat(32)))),
  )
  expect(statements).toHaveLength(1)
})

test('the last use is written down, once a minute', async () => {
  const token = await make()
  expect((await listTokens())[0]?.lastUsedAt).toBeNull()
  const { statements } = await countStatements(async () => {
    for (let nth = 0; nth < 10; nth++) await known(token)
  })
  expect(statements.filter((text) => text.includes('UPDATE'))).toHaveLength(1)
  expect((await listTokens())[0]?.lastUsedAt).not.toBeNull()
})

test('a form sent twice makes one token; after it was revoked, none', async () => {
  const requestKey = randomUUID()
  const [first, second] = await Promise.all([make('public', requestKey), make('public', requestKey)])
  expect(first).toBe(second)
  expect(await listTokens()).toHaveLength(1)
  await revokeToken(owner, { id: await only() })
  await expect(make('public', requestKey)).rejects.toMatchObject({ code: 'CONFLICT' })
})

test('there are never more than are held in memory, even when several are made at once', async () => {
  await Promise.all(Array.from({ length: mostTokens - 1 }, () => make()))
  const made = await Promise.allSettled([make(), make(), make()])
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await db().apiToken.count()).toBe(mostTokens)
})

test('demanding a token is heard at once, and both leave a trace', async () => {
  const ask = async () => (await checkToken({ token: null, kind: 'public' })).tokenRequired
  expect(await ask()).toBe(false)
  await setTokenRequired(owner, { required: 'yes' })
  expect(await ask()).toBe(true)
  await setTokenRequired(owner, {})
  expect(await ask()).toBe(false)
  const rows = await db().auditLog.findMany({ where: { action: 'api_access.saved' }, orderBy: { id: 'asc' } })
  expect(rows.map(({ after }) => after)).toEqual([{ tokenRequired: true }, { tokenRequired: false }])
})
