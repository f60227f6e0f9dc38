import { db } from '@/lib/db'

export type ApiTokenView = Awaited<ReturnType<typeof listTokens>>[number]

/** Valid tokens first, then those revoked last, fifty at most; without the tokens themselves, which nobody has. */
export async function listTokens() {
  const [valid, revoked] = await Promise.all([
    db().apiToken.findMany({ where: { revokedAt: null }, orderBy: { id: 'asc' }, take: 200 }),
    db().apiToken.findMany({
      where: { revokedAt: { not: null } },
      orderBy: [{ revokedAt: 'desc' }, { id: 'desc' }],
      take: 50,
    }),
  ])
  return [...valid, ...revoked].map((row) => ({
    id: String(row.id),
    name: row.name,
    kind: row.kind,
    endsWith: row.lastCharacters,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }))
}

/** Whether the API answers those only who have a token. */
export async function readTokenRequired(): Promise<boolean> {
  const shop = await db().shop.findUnique({ where: { id: 1 }, select: { tokenRequired: true } })
  return shop?.tokenRequired ?? false
}
