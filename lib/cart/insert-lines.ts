import type { Attributes } from '@/lib/attributes'
import type { Tx } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { Prisma } from '@/prisma/generated/client'
import { attributesKey, checkAttributes } from './attributes'
import { limits } from './limits'
import type { Cart } from './load-cart'
import { available, sellable } from './sql'
import { cutWarning, isLineWarning } from './warnings'

export type NewLine = {
  variantId: bigint
  quantity: number
  attributes?: Attributes
  /** Where it was added; one that does not exist is left out. */
  articleId?: bigint | null
}

/** The same variant twice in one input is one line: an upsert can't touch a row twice. */
export function mergedLines(lines: NewLine[]): Wanted[] {
  const unique = new Map<string, Wanted>()
  for (const [position, line] of lines.entries()) {
    if (!Number.isSafeInteger(line.quantity) || line.quantity < 1 || line.quantity > limits.asked)
      throw new DomainError('INVALID', `Choose a quantity from 1 to ${limits.asked}.`, 'quantity')
    const attributes = checkAttributes(line.attributes ?? {})
    const key = attributesKey(attributes)
    const before = unique.get(`${line.variantId} ${key}`)
    unique.set(`${line.variantId} ${key}`, {
      position,
      variant_id: String(line.variantId),
      quantity: line.quantity + (before?.quantity ?? 0),
      attributes,
      attributes_key: key,
      attribute_keys: Object.keys(attributes),
      article_id: line.articleId ? String(line.articleId) : null,
    })
  }
  if (unique.size > limits.lines)
    throw new DomainError('TOO_MANY', `A cart holds at most ${limits.lines} different things.`)
  return [...unique.values()]
}

export type Wanted = {
  position: number
  variant_id: string
  quantity: number
  attributes: Attributes
  attributes_key: string
  attribute_keys: string[]
  article_id: string | null
}

export type Added = {
  token: string
  /** What `refused` says. */
  refused: string | null
  line_id: string | null
  /** Place in the input; null where nothing was to be added. */
  position: number | null
  asked: number
}

/**
 * One statement, so that clicks that meet add up: the cart's row is locked first, and the upsert adds to what the
 * line holds by then. `asked` is read from before the lock; a click that had to wait may miss its warning, never
 * its goods.
 * @param cart WITH queries, the last of them called `cart` with `id, token, currency` of one row, or none
 * @param beside further WITH queries that write to the cart
 * @param refused says in one text why `cart` has no row; null where it has one
 */
export function insertLines(
  tx: Tx,
  wanted: Wanted[],
  {
    cart,
    beside = Prisma.empty,
    refused = Prisma.sql`NULL::text`,
  }: { cart: Prisma.Sql; beside?: Prisma.Sql; refused?: Prisma.Sql },
): Promise<Added[]> {
  return tx.$queryRaw<Added[]>`
    WITH ${cart}, wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS wanted (position int, variant_id bigint,
        quantity int, attributes jsonb, attributes_key text, attribute_keys jsonb, article_id bigint)
    ), offered AS (
      SELECT variant.id AS variant_id, product.title, LEAST(${available}, ${limits.quantity}) AS available
      FROM cart
      JOIN variant ON variant.id IN (SELECT variant_id FROM wanted)
      JOIN product ON product.id = variant.product_id
      JOIN price ON price.variant_id = variant.id AND price.currency = cart.currency
      WHERE ${sellable}
    ), latest AS (
      SELECT GREATEST(now(), max(line.created_at) + interval '1 millisecond') AS moment
      FROM cart LEFT JOIN cart_line line ON line.cart_id = cart.id
    ), line AS (
      INSERT INTO cart_line (id, cart_id, variant_id, title, quantity, attributes, attributes_key, attribute_keys,
        article_id, created_at)
      SELECT gen_random_uuid(), cart.id, wanted.variant_id, offered.title, LEAST(wanted.quantity, offered.available),
        wanted.attributes, wanted.attributes_key, ARRAY(SELECT jsonb_array_elements_text(wanted.attribute_keys)),
        article.id, latest.moment + wanted.position * interval '1 millisecond'
      FROM wanted JOIN offered USING (variant_id) CROSS JOIN cart CROSS JOIN latest
      LEFT JOIN article ON article.id = wanted.article_id
      ON CONFLICT (cart_id, variant_id, attributes_key) DO UPDATE SET
        quantity = LEAST(cart_line.quantity + EXCLUDED.quantity,
          (SELECT available FROM offered WHERE offered.variant_id = EXCLUDED.variant_id)),
        article_id = COALESCE(cart_line.article_id, EXCLUDED.article_id)
      RETURNING id, variant_id, attributes_key
    )${beside}
    SELECT asked.refused, cart.token, wanted.position, line.id AS line_id,
      (COALESCE(wanted.quantity, 0) + COALESCE(before.quantity, 0))::int AS asked
    FROM (SELECT ${refused} AS refused) AS asked LEFT JOIN cart ON true LEFT JOIN wanted ON cart.id IS NOT NULL
    LEFT JOIN line USING (variant_id, attributes_key)
    LEFT JOIN cart_line before ON before.id = line.id
    WHERE cart.id IS NOT NULL OR asked.refused IS NOT NULL`
}

/** Says where less was added than asked; a line that is cut by its neighbours warns of itself. */
export function withCuts(cart: Cart, added: Added[]): Cart {
  const warned = new Set(cart.warnings.filter(isLineWarning).map(({ lineId }) => lineId))
  const cuts = added.flatMap(({ line_id, asked }) => {
    const line = cart.lines.find(({ id }) => id === line_id && !warned.has(id))
    return (line && cutWarning(line, asked)) ?? []
  })
  return { ...cart, warnings: [...cuts, ...cart.warnings] }
}

/** @throws DomainError NOT_FOUND naming the first line whose variant is not for sale */
export function refuseUnsold(added: Added[]): void {
  const unsold = added.flatMap(({ position, line_id }) =>
    position !== null && line_id === null ? [position] : [],
  )
  if (unsold.length > 0)
    throw new DomainError(
      'NOT_FOUND',
      'That is no longer for sale.',
      `lines.${Math.min(...unsold)}.variantId`,
    )
}

/** @throws DomainError TOO_MANY */
export function refuseCrowd(cart: Cart): void {
  if (cart.lines.length > limits.lines)
    throw new DomainError('TOO_MANY', `A cart holds at most ${limits.lines} different things.`)
}
