import type { Place } from './shop-file'

export type Report = (place: Place, message: string) => void

/** Reports each value that stood before, at its second place. */
export function unique(
  entries: { place: Place; value: string | number | undefined }[],
  what: string,
  report: Report,
) {
  const seen = new Set<string | number>()
  for (const { place, value } of entries) {
    if (value === undefined) continue
    if (seen.has(value)) report(place, `is ${what} ${JSON.stringify(value)} for the second time`)
    seen.add(value)
  }
}
