import { onCommit, sql, type Tx } from '@/lib/db'
import { logError } from '@/lib/log'
import { hashToken } from './token-text'

export type TokenKind = 'public' | 'private'

type Access = { tokenRequired: boolean; tokens: Map<string, { id: string; kind: TokenKind }> }

/**
 * All valid tokens are held in memory: there are a hundred at most, and a wrong one, of which there may be millions,
 * costs no statement. They are read again after this long, so what another process changed counts then.
 */
export const freshSeconds = 3

type Kept = {
  access: Access | null
  readAt: number
  reading: Promise<Access> | null
  /** When each token's use was last written down. */
  noted: Map<string, number>
}

// On globalThis: Next bundles this file into several chunks, and a page that revokes must be heard by the API.
const shared = globalThis as typeof globalThis & { shopApiAccess?: Kept }

function kept(): Kept {
  shared.shopApiAccess ??= { access: null, readAt: 0, reading: null, noted: new Map() }
  return shared.shopApiAccess
}

/** After a write commits the very next request sees it here. */
export function forgetAccess(tx: Tx): void {
  onCommit(tx, () => {
    // The whole of it: a read that began before must not come back as the newest.
    shared.shopApiAccess = { access: null, readAt: 0, reading: null, noted: kept().noted }
  })
}

/** Whether a token is demanded of everybody, and whose the given one is; null where it is none of ours, or revoked. */
export async function checkToken(given: {
  token: string | null
  kind: TokenKind
}): Promise<{ tokenRequired: boolean; known: { id: string; kind: TokenKind } | null }> {
  const { tokenRequired, tokens } = await readAccess()
  const found = given.token === null ? undefined : tokens.get(hashToken(given.token))
  const known = found?.kind === given.kind ? found : null
  if (known) await noteUse(known.id)
  return { tokenRequired, known }
}

async function readAccess(): Promise<Access> {
  const state = kept()
  if (state.access && performance.now() - state.readAt < freshSeconds * 1000) return state.access
  // Many requests at once wait for one read.
  state.reading ??= loadAccess()
    .then((access) => {
      state.access = access
      state.readAt = performance.now()
      return access
    })
    .finally(() => {
      state.reading = null
    })
  return state.reading
}

async function loadAccess(): Promise<Access> {
  const [row] = await sql().$queryRaw<
    { required: boolean | null; tokens: { id: string; kind: TokenKind; hash: string }[] }[]
  >`
    SELECT (SELECT api_token_required FROM shop) AS required, coalesce(json_agg(
      json_build_object('id', id::text, 'kind', kind, 'hash', hash)), '[]') AS tokens
    FROM api_token WHERE revoked_at IS NULL`
  return {
    tokenRequired: row?.required ?? false,
    tokens: new Map(row?.tokens.map(({ hash, ...token }) => [hash, token])),
  }
}

/** To the minute: a write for each request would cost more than most answers do. */
async function noteUse(id: string): Promise<void> {
  const { noted } = kept()
  const now = performance.now()
  if (now - (noted.get(id) ?? Number.NEGATIVE_INFINITY) < 60_000) return
  noted.set(id, now)
  try {
    await sql().$executeRaw`
      UPDATE api_token SET last_used_at = now()
      WHERE id = ${BigInt(id)} AND (last_used_at IS NULL OR last_used_at < now() - interval '30 seconds')`
  } catch (error) {
    logError('api_token.use_not_noted', error)
  }
}
