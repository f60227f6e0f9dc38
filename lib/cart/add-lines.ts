import { type Tx, transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { type Attributes, attributesKey, checkAttributes } from './attributes'
import { limits } from './limits'
import { type Cart, loadCart } from './load-cart'
import { available, changed, sellable } from './sql'
import { newToken } from './token'
import { cutWarning } from './warnings'

export type NewLine = {
  variantId: bigint
  quantity: number
  attributes?: Attributes
  /** Where it was added; one that does not exist is left out. */
  articleId?: bigint | null
}

type Added = { token: string; line_id: string | null; asked: number }

/**
 * Puts variants into a cart, all of them or none, and returns it. A token that opens no cart (none yet, stale,
 * foreign, expired) gets a new one: the cart's own `token` says which to keep. A variant with the same attributes
 * joins its line. Quantities are cut to stock with a warning; a sold-out one stands there with 0.
 * Four statements, BEGIN and COMMIT included.
 * @throws DomainError INVALID for quantities outside 1 to 999, NOT_FOUND for a variant that is not for sale,
 * TOO_MANY for more than 100 lines
 */
export async function addLines(input: { token: string | null; lines: NewLine[] }): Promise<Cart> {
  const wanted = merged(input.lines)
  return transaction(async (tx) => {
    const added = await insertLines(tx, input.token, wanted)
    const [first] = added
    if (!first || added.some((line) => line.line_id === null))
      throw new DomainError('NOT_FOUND', 'That is no longer for sale.', 'variantId')
    const cart = await loadCart(tx, first.token)
    if (!cart) throw new Error('the cart that was just changed is gone')
    if (cart.lines.length > limits.lines)
      throw new DomainError('TOO_MANY', `A cart holds at most ${limits.lines} different things.`)
    return { ...cart, warnings: [...cutNow(cart, added), ...cart.warnings] }
  })
}

/** Says where less was added than asked; a line that is cut by its neighbours warns of itself. */
function cutNow(cart: Cart, added: Added[]): Cart['warnings'] {
  const warned = new Set(cart.warnings.map(({ lineId }) => lineId))
  return added.flatMap(({ line_id, asked }) => {
    const line = cart.lines.find(({ id }) => id === line_id && !warned.has(id))
    return (line && cutWarning(line, asked)) ?? []
  })
}

/** The same variant twice in one input is one line: an upsert can't touch a row twice. */
function merged(lines: NewLine[]) {
  const unique = new Map<string, Wanted>()
  for (const [position, line] of lines.entries()) {
    if (!Number.isSafeInteger(line.quantity) || line.quantity < 1 || line.quantity > limits.quantity)
      throw new DomainError('INVALID', `Choose a quantity from 1 to ${limits.quantity}.`, 'quantity')
    const attributes = checkAttributes(line.attributes ?? {})
    const key = attributesKey(attributes)
    const before = unique.get(`${line.variantId} ${key}`)
    unique.set(`${line.variantId} ${key}`, {
      position,
      variant_id: String(line.variantId),
      quantity: line.quantity + (before?.quantity ?? 0),
      attributes,
      attributes_key: key,
      article_id: line.articleId ? String(line.articleId) : null,
    })
  }
  if (unique.size === 0 || unique.size > limits.lines)
    throw new DomainError('INVALID', `Add between 1 and ${limits.lines} things.`)
  return [...unique.values()]
}

type Wanted = {
  position: number
  variant_id: string
  quantity: number
  attributes: Attributes
  attributes_key: string
  article_id: string | null
}

/**
 * One statement, so that clicks that meet add up: the cart's row is locked first, and the upsert adds to what the
 * line holds by then. `asked` is read from before the lock; a click that had to wait may miss its warning, never
 * its goods.
 */
function insertLines(tx: Tx, token: string | null, wanted: Wanted[]): Promise<Added[]> {
  return tx.$queryRaw<Added[]>`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS wanted (
        position int, variant_id bigint, quantity int, attributes jsonb, attributes_key text, article_id bigint)
    ), found AS (
      UPDATE cart SET ${changed} WHERE token = ${token} AND expires_at > now() RETURNING id, token, currency
    ), made AS (
      INSERT INTO cart (token, currency, country_code, expires_at, updated_at)
      SELECT ${newToken()}, currency, country, now() + interval '30 days', now() FROM shop
      WHERE NOT EXISTS (SELECT 1 FROM found)
      RETURNING id, token, currency
    ), cart AS (
      SELECT * FROM found UNION ALL SELECT * FROM made
    ), offered AS (
      SELECT variant.id AS variant_id, product.title, LEAST(${available}, ${limits.quantity}) AS available
      FROM cart
      JOIN variant ON variant.id IN (SELECT variant_id FROM wanted)
      JOIN product ON product.id = variant.product_id
      JOIN price ON price.variant_id = variant.id AND price.currency = cart.currency
      WHERE ${sellable}
    ), line AS (
      INSERT INTO cart_line (id, cart_id, variant_id, title, quantity, attributes, attributes_key, article_id, created_at)
      SELECT gen_random_uuid(), cart.id, wanted.variant_id, offered.title, LEAST(wanted.quantity, offered.available),
        wanted.attributes, wanted.attributes_key, article.id, now() + wanted.position * interval '1 millisecond'
      FROM wanted JOIN offered USING (variant_id) CROSS JOIN cart LEFT JOIN article ON article.id = wanted.article_id
      ON CONFLICT (cart_id, variant_id, attributes_key) DO UPDATE SET
        quantity = LEAST(cart_line.quantity + EXCLUDED.quantity,
          (SELECT available FROM offered WHERE offered.variant_id = EXCLUDED.variant_id)),
        article_id = COALESCE(cart_line.article_id, EXCLUDED.article_id)
      RETURNING id, variant_id, attributes_key
    )
    SELECT cart.token, line.id AS line_id, (wanted.quantity + COALESCE(before.quantity, 0))::int AS asked
    FROM cart CROSS JOIN wanted
    LEFT JOIN line USING (variant_id, attributes_key)
    LEFT JOIN cart_line before ON before.id = line.id`
}
