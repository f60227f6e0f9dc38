/** The part of an order line that a refund needs to know; amounts in minor units. */
export type RefundableLine = { total: number; quantity: number; refundedQuantity: number }

/**
 * What `quantity` of a line come to: the line's total shared over its units, so that refunding unit by unit gives back
 * exactly what was paid, whatever the discount.
 */
export function refundAmount(line: RefundableLine, quantity: number): number {
  const upTo = (units: number) => Math.floor((line.total * units) / line.quantity)
  return upTo(line.refundedQuantity + quantity) - upTo(line.refundedQuantity)
}
