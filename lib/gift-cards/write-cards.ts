import type { Tx } from '@/lib/db'
import { hashCode, lastCharacters, newCode, normaliseCode } from './code'

export type NewCard = {
  /** Left out, the shop makes one. */
  code?: string
  /** Minor units. */
  amount: number
  currency: string
  expiresAt?: Date | null
  note?: string
  issuer: string
  requestKey?: string
  /** The piece of an order line it was bought with; its code waits in its row for the mail. */
  bought?: { orderLineId: bigint; piece: number }
}

export type WrittenCard = { id: bigint; code: string; lastCharacters: string }

/**
 * Writes cards with the entry that gives each its balance, in one statement. A piece or form that has its card already
 * gets no second one.
 * @returns those that are new, with their codes: the only time that they are known
 */
export async function writeCards(tx: Tx, cards: NewCard[]): Promise<WrittenCard[]> {
  const made = cards.map((card) => {
    const code = card.code ?? newCode()
    return {
      code,
      code_hash: hashCode(normaliseCode(code) ?? code),
      last_characters: lastCharacters(code),
      unsent_code: card.bought ? code : null,
      currency: card.currency,
      amount: card.amount,
      expires_at: card.expiresAt?.toISOString() ?? null,
      note: card.note ?? '',
      issuer: card.issuer,
      order_line_id: card.bought ? String(card.bought.orderLineId) : null,
      piece: card.bought?.piece ?? null,
      request_key: card.requestKey ?? null,
    }
  })
  const rows = await tx.$queryRaw<{ id: bigint; code_hash: string }[]>`
    WITH card AS (
      INSERT INTO gift_card (code_hash, last_characters, unsent_code, currency, initial_amount, balance, expires_at,
        note, issuer, order_line_id, piece, request_key, updated_at)
      SELECT code_hash, last_characters, unsent_code, currency, amount, amount, expires_at, note, issuer,
        order_line_id, piece, request_key, now()
      FROM jsonb_to_recordset(${JSON.stringify(made.map(({ code: _, ...row }) => row))}::jsonb) AS made (
        code_hash text, last_characters text, unsent_code text, currency text, amount int, expires_at timestamptz,
        note text, issuer text, order_line_id bigint, piece int, request_key uuid)
      ON CONFLICT DO NOTHING
      RETURNING id, code_hash, initial_amount, issuer
    ), entry AS (
      INSERT INTO gift_card_entry (gift_card_id, kind, delta, reference, actor)
      SELECT id, 'issued', initial_amount, 'issue:' || id, issuer FROM card
    )
    SELECT id, code_hash FROM card ORDER BY id`
  return rows.flatMap(({ id, code_hash }) => {
    const card = made.find((candidate) => candidate.code_hash === code_hash)
    return card ? [{ id, code: card.code, lastCharacters: card.last_characters }] : []
  })
}
