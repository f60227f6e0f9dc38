import { z } from 'zod'
import { containing } from '@/lib/containing'
import { db, sql } from '@/lib/db'
import { money, toCurrency } from '@/lib/money'
import { storable } from '@/lib/storable'
import type { Prisma } from '@/prisma/generated/client'
import { hashCode, normaliseCode } from './code'

export const giftCardFilter = z.object({
  /** A whole code, its last characters, or words of the note or of who issued it. */
  search: z
    .string()
    .max(200)
    .transform((text) => storable(text).trim())
    .catch(''),
  show: z.enum(['all', 'usable', 'ended']).catch('all'),
  /** Keyset: cards older than this one. */
  before: z.coerce.bigint().positive().optional().catch(undefined),
})

export type GiftCardFilter = z.infer<typeof giftCardFilter>

const pageSize = 50

/** Newest first, fifty a page. */
export async function listGiftCards(filter: GiftCardFilter) {
  const rows = await db().giftCard.findMany({
    where: {
      AND: [
        conditionOf(filter.show, new Date()),
        searchFor(filter.search),
        filter.before ? { id: { lt: filter.before } } : {},
      ],
    },
    orderBy: { id: 'desc' },
    take: pageSize + 1,
  })
  const page = rows.slice(0, pageSize)
  return { cards: page.map(toGiftCard), next: rows.length > pageSize ? String(page.at(-1)?.id) : null }
}

function conditionOf(show: GiftCardFilter['show'], now: Date): Prisma.GiftCardWhereInput {
  if (show === 'all') return {}
  const ended = { OR: [{ disabled: true }, { balance: 0 }, { expiresAt: { lte: now } }] }
  return show === 'ended' ? ended : { NOT: ended }
}

function searchFor(search: string): Prisma.GiftCardWhereInput {
  if (search === '') return {}
  const code = normaliseCode(search)
  const text = containing(search)
  return {
    OR: [
      ...(code ? [{ codeHash: hashCode(code) }] : []),
      { lastCharacters: search.slice(-4).toUpperCase() },
      { note: text },
      { issuer: text },
    ],
  }
}

export type GiftCardView = ReturnType<typeof toGiftCard>

/** Row to view: never the code. */
function toGiftCard(row: Prisma.GiftCardGetPayload<object>) {
  const currency = toCurrency(row.currency)
  const over = row.expiresAt !== null && row.expiresAt <= new Date()
  return {
    id: String(row.id),
    version: row.version,
    lastCharacters: row.lastCharacters,
    initialAmount: money(row.initialAmount, currency),
    balance: money(row.balance, currency),
    /** Promised to orders that are being paid. */
    reserved: money(row.reserved, currency),
    state: row.disabled ? 'disabled' : over ? 'expired' : row.balance === 0 ? 'empty' : 'usable',
    disabled: row.disabled,
    /** What disabled it and alone enables it again. */
    withdrawnBy:
      row.withdrawnBy === null ? null : row.withdrawnBy.startsWith('refund:') ? 'refund' : 'dispute',
    expiresAt: row.expiresAt?.toISOString() ?? null,
    note: row.note,
    issuer: row.issuer,
    /** The mail that brings the code has not gone yet. */
    unsent: row.unsentCode !== null,
    createdAt: row.createdAt.toISOString(),
  } as const
}

type EntryRow = {
  id: bigint
  kind: 'issued' | 'spent' | 'restored' | 'adjusted'
  delta: number
  reason: string
  actor: string
  created_at: Date
  order_id: bigint | null
  order_number: number | null
}

/** One card with everything that happened to its money, newest first. @returns null for an unknown id */
export async function getGiftCard(id: bigint) {
  const row = await db().giftCard.findUnique({ where: { id } })
  if (!row) return null
  const entries = await sql().$queryRaw<EntryRow[]>`
    SELECT entry.id, entry.kind::text AS kind, entry.delta, entry.reason, entry.actor, entry.created_at,
      "order".id AS order_id, "order".number AS order_number
    FROM gift_card_entry entry
    JOIN gift_card card ON card.id = entry.gift_card_id
    LEFT JOIN gift_card_hold hold ON entry.reference = 'hold:' || hold.id
    LEFT JOIN refund ON entry.reference = 'refund:' || refund.id
    LEFT JOIN order_line line ON entry.kind = 'issued' AND line.id = card.order_line_id
    LEFT JOIN "order" ON "order".id = COALESCE(hold.order_id, refund.order_id, line.order_id)
    WHERE entry.gift_card_id = ${id} ORDER BY entry.id DESC`
  const currency = toCurrency(row.currency)
  return {
    ...toGiftCard(row),
    entries: entries.map((entry) => ({
      id: String(entry.id),
      kind: entry.kind,
      amount: money(entry.delta, currency),
      reason: entry.reason,
      actor: entry.actor,
      order: entry.order_id === null ? null : { id: String(entry.order_id), number: entry.order_number },
      createdAt: entry.created_at.toISOString(),
    })),
  }
}
