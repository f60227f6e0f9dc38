import type { Attributes } from '@/lib/attributes'
import { transaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import type { NewLine } from './insert-lines'
import { limits } from './limits'
import { type Cart, loadCart } from './load-cart'
import { available, changed, sellable } from './sql'
import { cutWarning, isLineWarning } from './warnings'

type Changed = {
  quantity: number
  asked: number
  before: number
  variant_id: bigint
  attributes: Attributes
  article_id: bigint | null
}

/**
 * Sets a line's quantity (`quantity`) or moves it from what the shopper sees (`step`), cut to stock with a warning.
 * At 0 the line goes. Steps add up when they meet.
 * @returns the cart, with what `addLines` needs to put back a line that went
 * @throws DomainError INVALID for a quantity outside 0 to 999, NOT_FOUND where the cart or line is gone or the
 * variant is not for sale any more
 */
export async function updateLine(
  input: { token: string; lineId: string } & ({ quantity: number } | { step: 1 | -1 }),
): Promise<Cart & { removed: NewLine | null }> {
  const quantity = 'quantity' in input ? input.quantity : null
  const step = 'step' in input ? input.step : 0
  if (quantity !== null && !(Number.isSafeInteger(quantity) && 0 <= quantity && quantity <= limits.quantity))
    throw new DomainError('INVALID', `Choose a quantity from 0 to ${limits.quantity}.`, 'quantity')
  return transaction(async (tx) => {
    const [line] = await tx.$queryRaw<Changed[]>`
      WITH cart AS (
        UPDATE cart SET ${changed} WHERE token = ${input.token} AND expires_at > now() RETURNING id, currency
      ), offered AS (
        SELECT line.id AS line_id, line.quantity AS before, LEAST(${available}, ${limits.quantity}) AS available
        FROM cart
        JOIN cart_line line ON line.cart_id = cart.id AND line.id = ${input.lineId}::uuid
        JOIN variant ON variant.id = line.variant_id
        JOIN product ON product.id = variant.product_id
        JOIN price ON price.variant_id = variant.id AND price.currency = cart.currency
        WHERE ${sellable}
      )
      UPDATE cart_line line SET quantity = GREATEST(0, LEAST(offered.available,
        COALESCE(${quantity}::int, LEAST(line.quantity, offered.available) + ${step}::int)))
      FROM offered WHERE line.id = offered.line_id
      RETURNING line.quantity, line.variant_id, line.attributes, line.article_id, offered.before,
        COALESCE(${quantity}::int, LEAST(offered.before, offered.available) + ${step}::int) AS asked`
    if (!line) throw new DomainError('NOT_FOUND', 'That is no longer in your cart, or no longer for sale.')
    // Sold out is 0 too, and stays to say so.
    const gone = line.quantity === 0 && line.asked <= 0
    if (gone) await tx.$executeRaw`DELETE FROM cart_line WHERE id = ${input.lineId}::uuid`
    const cart = await loadCart(tx, input.token)
    if (!cart) throw new Error('the cart that was just changed is gone')
    const now = cart.lines.find(({ id }) => id === input.lineId)
    const said = cart.warnings.filter(isLineWarning).some(({ lineId }) => lineId === input.lineId)
    const warning = now && !said ? cutWarning(now, line.asked) : undefined
    const { variant_id: variantId, attributes, article_id: articleId } = line
    const removed = gone ? { variantId, quantity: Math.max(1, line.before), attributes, articleId } : null
    return { ...cart, removed, ...(warning && { warnings: [warning, ...cart.warnings] }) }
  })
}
