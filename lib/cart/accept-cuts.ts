import { sql } from '@/lib/db'
import { changed } from './sql'

/**
 * The shopper checks out a cart that the page showed cut: what they saw becomes what they ask for, and what they saw
 * with nothing left goes. What is cut after that still warns, so that nobody pays for less than they saw.
 */
export async function acceptCuts(input: {
  token: string
  shown: { lineId: string; quantity: number }[]
}): Promise<void> {
  if (input.shown.length === 0) return
  await sql().$executeRaw`
    WITH cart AS (
      UPDATE cart SET ${changed} WHERE token = ${input.token} AND expires_at > now() RETURNING id
    ), shown AS (
      SELECT shown."lineId" AS line_id, shown.quantity
      FROM jsonb_to_recordset(${JSON.stringify(input.shown)}::jsonb) AS shown ("lineId" uuid, quantity int)
    ), gone AS (
      DELETE FROM cart_line line USING cart, shown
      WHERE line.cart_id = cart.id AND line.id = shown.line_id AND shown.quantity = 0
    )
    UPDATE cart_line line SET quantity = LEAST(line.quantity, shown.quantity) FROM cart, shown
    WHERE line.cart_id = cart.id AND line.id = shown.line_id AND shown.quantity > 0`
}
