import type { Attributes } from '@/lib/attributes'
import { type Tx, transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { attributesKey, checkAttributes } from './attributes'
import { cartGone } from './cart-gone'
import { limits } from './limits'
import { type Cart, loadCart } from './load-cart'
import { available, changed, sellable } from './sql'
import { cutWarning, isLineWarning } from './warnings'

/** What is left out stays as it is. */
export type LineChange = {
  lineId: string
  /** 0 takes the line out. */
  quantity?: number | null
  variantId?: bigint | null
  attributes?: Attributes | null
}

type Result = {
  position: number
  found: boolean
  /** It was to go, and went. */
  out: boolean
  offered: boolean
  /** The line that holds it now. */
  line_id: string | null
  asked: number | null
}

/**
 * Changes lines of a cart, all of them or none. A line that comes to have the variant and attributes of another joins
 * it. Quantities are cut to stock with a warning. Four statements, BEGIN and COMMIT included.
 * @throws DomainError INVALID for a quantity outside 0 to 999,999, NOT_FOUND where the cart (`cart`), a line
 * (`lines.<place>`) or a variant (`lines.<place>.variantId`) is gone
 */
export async function updateLines(input: { token: string; changes: LineChange[] }): Promise<Cart> {
  return transaction((tx) => updateLinesIn(tx, input))
}

/** The same as part of a transaction. */
export async function updateLinesIn(tx: Tx, input: { token: string; changes: LineChange[] }): Promise<Cart> {
  const results = await changeLines(tx, input.token, latest(input.changes))
  const cart = await loadCart(tx, input.token)
  if (!cart) throw cartGone()
  for (const result of results) refuseMissing(result, input.changes[result.position])
  const warned = new Set(cart.warnings.filter(isLineWarning).map(({ lineId }) => lineId))
  const cuts = results.flatMap(({ line_id, asked }) => {
    const line = cart.lines.find(({ id }) => id === line_id && !warned.has(id))
    return (line && cutWarning(line, asked ?? 0)) ?? []
  })
  return { ...cart, warnings: [...cuts, ...cart.warnings] }
}

function refuseMissing(result: Result, change: LineChange | undefined): void {
  const place = `lines.${result.position}`
  if (result.out || result.line_id) return
  if (result.found && !result.offered && change?.variantId)
    throw new DomainError('NOT_FOUND', 'That is no longer for sale.', `${place}.variantId`)
  throw new DomainError('NOT_FOUND', 'That is no longer in your cart, or no longer for sale.', place)
}

/** Of a line that is named twice the last change counts. */
function latest(changes: LineChange[]) {
  const unique = new Map<string, object>()
  for (const [
    position,
    { lineId, quantity = null, variantId = null, attributes = null },
  ] of changes.entries()) {
    if (quantity !== null && !(Number.isSafeInteger(quantity) && 0 <= quantity && quantity <= limits.asked))
      throw new DomainError(
        'INVALID',
        `Choose a quantity from 0 to ${limits.asked}.`,
        `lines.${position}.quantity`,
      )
    const checked = attributes && checkAttributes(attributes)
    unique.set(lineId.toLowerCase(), {
      position,
      line_id: lineId,
      quantity,
      variant_id: variantId === null ? null : String(variantId),
      attributes: checked,
      attributes_key: checked && attributesKey(checked),
      attribute_keys: checked && Object.keys(checked),
    })
  }
  return [...unique.values()]
}

/**
 * One statement. A line that keeps its variant and attributes is updated; one that moves is taken out and put in
 * again under its own id, once all that move are out (the GROUP BY sees to that), so that two can change places.
 * What moves onto a line of the same input takes that one along: no row can be written twice.
 */
function changeLines(tx: Tx, token: string, wanted: object[]): Promise<Result[]> {
  return tx.$queryRaw<Result[]>`
    WITH cart AS (
      UPDATE cart SET ${changed} WHERE token = ${token} AND expires_at > now() RETURNING id, currency
    ), wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS wanted (position int, line_id uuid,
        quantity int, variant_id bigint, attributes jsonb, attributes_key text, attribute_keys jsonb)
    ), named AS (
      SELECT line.id AS line_id, wanted.quantity, wanted.attributes, wanted.attribute_keys,
        COALESCE(wanted.variant_id, line.variant_id) AS variant_id,
        COALESCE(wanted.attributes_key, line.attributes_key) AS attributes_key,
        COALESCE(wanted.variant_id <> line.variant_id, wanted.variant_id IS NOT NULL)
          OR COALESCE(wanted.attributes_key <> line.attributes_key, false) AS moves
      FROM cart JOIN cart_line line ON line.cart_id = cart.id JOIN wanted ON wanted.line_id = line.id
    ), found AS (
      SELECT line_id, quantity, attributes, attribute_keys, variant_id, attributes_key,
        bool_or(moves) OVER (PARTITION BY variant_id, attributes_key) AS moves
      FROM named
    ), offered AS (
      SELECT variant.id AS variant_id, product.title, LEAST(${available}, ${limits.quantity}) AS available
      FROM cart
      JOIN variant ON variant.id IN (SELECT variant_id FROM found)
      JOIN product ON product.id = variant.product_id
      JOIN price ON price.variant_id = variant.id AND price.currency = cart.currency
      WHERE ${sellable}
    ), stays AS (
      UPDATE cart_line line SET quantity = LEAST(COALESCE(found.quantity, line.quantity), offered.available)
      FROM found JOIN offered USING (variant_id)
      WHERE line.id = found.line_id AND NOT found.moves AND COALESCE(found.quantity > 0, true)
      RETURNING line.id
    ), gone AS (
      DELETE FROM cart_line line USING found WHERE line.id = found.line_id AND (found.moves OR found.quantity = 0)
      RETURNING line.*
    ), moving AS (
      SELECT found.variant_id, found.attributes_key, max(gone.cart_id) AS cart_id, max(offered.title) AS title,
        LEAST(sum(COALESCE(found.quantity, gone.quantity)), max(offered.available)) AS quantity,
        max(gone.article_id) AS article_id, min(gone.created_at) AS created_at,
        (array_agg(gone.id ORDER BY gone.created_at))[1] AS id,
        (array_agg(COALESCE(found.attributes, gone.attributes) ORDER BY gone.created_at))[1] AS attributes,
        (array_agg(COALESCE(found.attribute_keys, to_jsonb(gone.attribute_keys)) ORDER BY gone.created_at))[1] AS keys
      FROM gone JOIN found ON found.line_id = gone.id JOIN offered ON offered.variant_id = found.variant_id
      WHERE COALESCE(found.quantity > 0, true)
      GROUP BY found.variant_id, found.attributes_key
    ), moved AS (
      INSERT INTO cart_line (id, cart_id, variant_id, title, quantity, attributes, attributes_key, attribute_keys,
        article_id, created_at)
      SELECT id, cart_id, variant_id, title, quantity, attributes, attributes_key,
        ARRAY(SELECT jsonb_array_elements_text(keys)), article_id, created_at FROM moving
      ON CONFLICT (cart_id, variant_id, attributes_key) DO UPDATE SET
        quantity = LEAST(cart_line.quantity + EXCLUDED.quantity,
          (SELECT available FROM offered WHERE offered.variant_id = EXCLUDED.variant_id))
      RETURNING id, variant_id, attributes_key
    )
    SELECT wanted.position, found.line_id IS NOT NULL AS found, gone.id IS NOT NULL AND wanted.quantity = 0 AS out,
      offered.variant_id IS NOT NULL AS offered, COALESCE(stays.id, moved.id) AS line_id, wanted.quantity AS asked
    FROM wanted LEFT JOIN found USING (line_id) LEFT JOIN offered ON offered.variant_id = found.variant_id
    LEFT JOIN stays ON stays.id = wanted.line_id LEFT JOIN gone ON gone.id = wanted.line_id
    LEFT JOIN moved ON moved.variant_id = found.variant_id AND moved.attributes_key = found.attributes_key`
}
