/** What a page says about stock. It changes rarely, so that a sale rarely expires a page. */
export type Availability = 'in_stock' | 'low_stock' | 'sold_out'

/** @param available units that can be promised now; @param lowStock the shop's threshold, included */
export function stockWord(available: number, lowStock: number): Availability {
  if (available <= 0) return 'sold_out'
  return available <= lowStock ? 'low_stock' : 'in_stock'
}
