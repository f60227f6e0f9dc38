import { limits } from './limits'

/**
 * A line that draws on shared stock. `free` is what this cart could take of the item now. One without components
 * takes nothing from a shelf, and there is always more of it.
 */
type Claim = {
  /** As stored: what the shopper asked for. */
  asked: number
  /** False when the variant can't be bought any more. */
  sellable: boolean
  components: readonly { stockItemId: string; quantity: number; free: number }[]
}

export type Share = {
  /** What the cart can really have of it now, from 0 to `asked`. */
  quantity: number
  /** How many this line could hold beside the others as they stand. */
  available: number
}

/**
 * Cuts lines to stock. Two lines may draw on one item (a bag, and a set with that bag in it), so stock is given
 * out line by line, to the first of the list first.
 */
export function shareStock(claims: readonly Claim[]): Share[] {
  const left = new Map<string, number>()
  for (const { components } of claims)
    for (const { stockItemId, free } of components) left.set(stockItemId, free)
  const room = ({ sellable, components }: Claim) => {
    const parts = components.map((part) => Math.floor((left.get(part.stockItemId) ?? 0) / part.quantity))
    return sellable ? Math.max(0, Math.min(limits.quantity, ...parts)) : 0
  }
  const quantities = claims.map((claim) => {
    const quantity = Math.min(claim.asked, room(claim))
    for (const part of claim.components)
      left.set(part.stockItemId, (left.get(part.stockItemId) ?? 0) - quantity * part.quantity)
    return quantity
  })
  return claims.map((claim, index) => {
    const quantity = quantities[index] ?? 0
    return { quantity, available: Math.min(limits.quantity, quantity + room(claim)) }
  })
}
