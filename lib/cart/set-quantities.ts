import { transaction } from '@/lib/db'
import { cartGone } from './cart-gone'
import type { NewLine } from './insert-lines'
import { type CartLineDetail, loadCart } from './load-cart'
import { updateLinesIn } from './update-lines'
import { isLineWarning, type LineWarning } from './warnings'

type Outcome = {
  /** Some line has what was typed. */
  taken: boolean
  /** Lines that got less. */
  cuts: LineWarning[]
  /** What `addLines` needs to put back those that went. */
  removed: NewLine[]
  /** None had gone before. */
  complete: boolean
}

/**
 * Sets quantities that were typed on a page, all in one statement; 0 takes a line out. The page may be older than the
 * cart: a line that is gone meanwhile, or for sale no more, does not keep the others from being changed.
 * @throws DomainError INVALID for a quantity outside 0 to 999,999, NOT_FOUND (`cart`) where the cart is gone
 */
export async function setQuantities(input: {
  token: string
  quantities: { lineId: string; quantity: number }[]
}): Promise<Outcome> {
  const { token, quantities } = input
  return transaction(async (tx) => {
    const before = await loadCart(tx, token, { lock: true })
    if (!before) throw cartGone()
    const lines = new Map(before.lines.filter(({ state }) => state === 'ok').map((line) => [line.id, line]))
    const changes = quantities.filter(({ lineId }) => lines.has(lineId))
    const complete = changes.length === quantities.length
    if (changes.length === 0) return { taken: false, cuts: [], removed: [], complete }
    const { warnings } = await updateLinesIn(tx, { token, changes })
    const cuts = warnings
      .filter(isLineWarning)
      .filter((cut) => changes.some(({ lineId }) => lineId === cut.lineId))
    const gone = changes.filter(({ quantity }) => quantity === 0)
    return {
      taken: changes.length > gone.length + cuts.length,
      cuts,
      removed: gone.flatMap(({ lineId }) => putBack(lines.get(lineId))),
      complete,
    }
  })
}

function putBack(line: CartLineDetail | undefined): NewLine[] {
  if (!line || line.variantId === null) return []
  const { variantId, quantity, attributes, articleId } = line
  return [{ variantId, quantity: Math.max(1, quantity), attributes, articleId }]
}
