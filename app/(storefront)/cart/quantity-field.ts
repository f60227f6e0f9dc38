/** The name of a line's quantity field says which line it is of, and what stood in it: only something else was typed. */
export const quantityField = (lineId: string, shown: number) => `quantity:${lineId}:${shown}`

/** @returns null for the name of another field */
export function readQuantityField(name: string): { lineId: string; shown: string } | null {
  const [, lineId, shown] = /^quantity:([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}):(\d{1,3})$/.exec(name) ?? []
  return lineId && shown ? { lineId, shown } : null
}
