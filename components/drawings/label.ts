export type Label = { size: number; lines: string[] }

/**
 * Sets a title on a drawn label, where text can't wrap by itself: in the largest of `sizes` at which it fits `width`
 * (both in viewBox units) and `most` lines, else in the smallest, cut with an ellipsis. Words stay whole.
 */
export function fitLabel(title: string, width: number, sizes: [number, ...number[]], most: number): Label {
  const words = title.split(/\s+/).filter(Boolean)
  const smallest = Math.min(...sizes)
  for (const size of sizes) {
    const room = roomFor(width, size)
    const lines = breakLines(words, room)
    if (lines.length <= most && lines.every((line) => line.length <= room)) return { size, lines }
  }
  const room = roomFor(width, smallest)
  const lines = breakLines(words, room)
  const shown = lines.slice(0, most).map((line) => cut(line, room))
  const last = shown.at(-1)
  if (lines.length > most && last) shown[most - 1] = cut(`${last}…`, room)
  return { size: smallest, lines: shown }
}

/** "Bestow Gut Love +" is "Gut Love +" on a label that already says Bestow. */
export function withoutBrand(title: string, brand: string): string {
  return title.startsWith(`${brand} `) ? title.slice(brand.length + 1) : title
}

/** Shortens to `room` characters. */
export function cut(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, room - 1).replace(/[…\s]+$/, '')}…`
}

/** Letters of Newsreader are at most 0.5 em wide on average, in words of a title. */
function roomFor(width: number, size: number): number {
  return Math.floor(width / (size * 0.5))
}

/** A sign, such as the plus in "Love +", stays with the word before it. */
function breakLines(words: string[], room: number): string[] {
  const units: string[] = []
  for (const word of words) {
    if (units.length > 0 && /^[^\p{L}\p{N}]$/u.test(word)) units.push(`${units.pop()} ${word}`)
    else units.push(word)
  }
  const lines: string[] = []
  for (const unit of units) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + 1 + unit.length <= room)
      lines[lines.length - 1] = `${line} ${unit}`
    else lines.push(unit)
  }
  return lines
}
