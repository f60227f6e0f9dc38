import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { testDatabase } from '@/lib/testing/database'
import { giftCardsAddUp } from '@/lib/testing/gift-card-books'
import { findGiftCards } from '@/lib/testing/gift-cards'
import { owner } from '@/lib/testing/staff'
import { smallGiftCard, smallShop } from '@/prisma/factories'
import { adjustGiftCard } from './adjust-gift-card'
import { getGiftCard, giftCardFilter, listGiftCards } from './gift-cards'
import { issueGiftCard } from './issue-gift-card'
import { setGiftCardDisabled } from './set-gift-card-disabled'

testDatabase()

beforeAll(smallShop)

afterEach(async () => {
  expect(await giftCardsAddUp()).toEqual([])
})

const form = (amount = 5000) => ({ amount, expiresAt: null, note: 'Thanks', requestKey: randomUUID() })
const versioned = async (id: bigint) => ({
  giftCardId: id,
  version: (await db().giftCard.findUniqueOrThrow({ where: { id } })).version,
})
const search = async (text: string) =>
  (await listGiftCards(giftCardFilter.parse({ search: text }))).cards.map(({ id }) => id)

test('a card issued by staff is found by its code, and the code stands nowhere', async () => {
  const { id, code } = await issueGiftCard(owner, form())
  expect(await findGiftCards([code.toLowerCase().replaceAll('-', ' ')])).toEqual([id])
  const plain = code.replaceAll('-', '')
  for (const table of ['gift_card', 'gift_card_entry', 'audit_log']) {
    const [row] = await db().$queryRawUnsafe<{ text: string }[]>(
      `SELECT COALESCE(string_agg(t::text, ' '), '') AS text FROM ${table} t`,
    )
    expect(row?.text.replaceAll('-', '')).not.toContain(plain)
  }
  expect(await getGiftCard(id)).toMatchObject({
    lastCharacters: plain.slice(-4),
    balance: { minor: 5000, currency: 'NZD' },
    state: 'usable',
    issuer: 'Ana',
    entries: [{ kind: 'issued', amount: { minor: 5000 } }],
  })
  expect(await db().auditLog.findFirst({ where: { subjectId: String(id) } })).toMatchObject({
    action: 'gift_card.issued',
    actor: 'Ana',
  })
})

test('a double click issues one card', async () => {
  const input = form()
  const clicks = await Promise.allSettled([issueGiftCard(owner, input), issueGiftCard(owner, input)])
  expect(clicks.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await db().giftCard.count({ where: { requestKey: input.requestKey } })).toBe(1)
})

test('unknown, empty, expired, disabled and foreign codes get one and the same answer', async () => {
  const [empty, disabled, foreign] = await Promise.all([1, 2, 3].map(() => issueGiftCard(owner, form())))
  const expired = await smallGiftCard({ amount: 5000, expiresAt: new Date(Date.now() - 1) })
  if (!empty || !disabled || !foreign) throw new Error('no cards')
  const seen = { seen: 5000, balance: 0, reason: 'used in the shop', requestKey: randomUUID() }
  await adjustGiftCard(owner, { ...(await versioned(empty.id)), ...seen })
  await setGiftCardDisabled(owner, { ...(await versioned(disabled.id)), disabled: true })
  await db().giftCard.update({ where: { id: foreign.id }, data: { currency: 'AUD' } })
  const codes = [empty, disabled, foreign, expired].map(({ code }) => code)
  const answers = await Promise.all(
    ['ABCD-EFGH-JKMN-PQRS', 'rubbish', '', ...codes].map((code) =>
      findGiftCards([code]).catch((error: Error) => `${error.name} ${error.message}`),
    ),
  )
  expect(new Set(answers).size).toBe(1)
  expect(answers[0]).toContain('can’t be used')
})

test('one visitor’s guesses end after thirty, another’s begin anew, and a known code pays for none', async () => {
  const { code, id } = await issueGiftCard(owner, form())
  for (let round = 0; round < 15; round++) {
    await expect(findGiftCards([`GUESS${round}XXXXXXXX`], '203.0.113.9')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    expect(await findGiftCards([code], '203.0.113.9')).toEqual([id])
  }
  await expect(findGiftCards([code], '203.0.113.9')).rejects.toMatchObject({ code: 'TOO_OFTEN' })
  expect(await findGiftCards([code], '203.0.113.10')).toEqual([id])
})

test('a change made from an older card is refused, and so is a balance seen before it was spent', async () => {
  const { id } = await issueGiftCard(owner, form())
  const before = await versioned(id)
  const rest = { balance: 6000, reason: 'put right', requestKey: randomUUID() }
  await expect(adjustGiftCard(owner, { ...before, ...rest, seen: 4999 })).rejects.toMatchObject({
    code: 'CONFLICT',
  })
  await setGiftCardDisabled(owner, { ...before, disabled: true })
  await expect(setGiftCardDisabled(owner, { ...before, disabled: false })).rejects.toMatchObject({
    code: 'CONFLICT',
  })
  await setGiftCardDisabled(owner, { ...(await versioned(id)), disabled: false })
  await adjustGiftCard(owner, { ...(await versioned(id)), ...rest, seen: 5000 })
  expect(await getGiftCard(id)).toMatchObject({
    balance: { minor: 6000 },
    entries: [{ kind: 'adjusted', amount: { minor: 1000 }, reason: 'put right' }, { kind: 'issued' }],
  })
})

test('a balance can’t be put below what is promised', async () => {
  const { id } = await issueGiftCard(owner, form())
  const promise = { balance: 100, seen: 5000, reason: 'no', requestKey: randomUUID() }
  const order = await db().order.create({
    data: {
      token: 'x'.repeat(32),
      currency: 'NZD',
      subtotal: 200,
      total: 200,
      giftCardAmount: 200,
      countryCode: 'NZ',
      giftCards: { create: { giftCardId: id, amount: 200 } },
    },
  })
  await db().giftCard.update({ where: { id }, data: { reserved: 200 } })
  await expect(adjustGiftCard(owner, { ...(await versioned(id)), ...promise })).rejects.toMatchObject({
    field: 'balance',
  })
  expect(order.status).toBe('pending_payment')
})

test('the list finds a card by its code, its last characters, its note and who issued it', async () => {
  const { id, code } = await issueGiftCard(owner, { ...form(), note: 'for the raffle' })
  expect(await search(code)).toEqual([String(id)])
  expect(await search(code.slice(-4))).toContain(String(id))
  expect(await search('RAFFLE')).toEqual([String(id)])
  expect(await search('no such thing')).toEqual([])
  expect(await search('%')).toEqual([])
  const { cards } = await listGiftCards(giftCardFilter.parse({ show: 'ended' }))
  expect(cards.every(({ state }) => state !== 'usable')).toBe(true)
})
