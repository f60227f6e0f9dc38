import { pen } from './pen'
import { randomFrom } from './random'

const kinds = ['seed', 'sprout', 'ring', 'rod'] as const
type Kind = (typeof kinds)[number]
/** The width of one mark's place; a sprout is three shapes and gets more room, for its looks and its length. */
const cells: Record<Kind, number> = { seed: 36, sprout: 46.8, ring: 36, rod: 36 }

export type Field = { kind: Kind; width: number; height: number; outline: string; full: string; rare: string }

/**
 * The pattern that grows from an article's handle: same handle, same field, on its page, in lists and in link
 * previews. Size and angle follow seeded waves, so neighbours agree; the dense parts are filled, about one mark in
 * fourteen is rare (clay). Width and height only choose how much of the endless field is seen, from its corner.
 */
export function fieldFrom(handle: string, width: number, height: number): Field {
  const random = randomFrom(handle)
  const kind = kinds[Math.floor(random() * kinds.length)] ?? 'seed'
  const cell = cells[kind]
  const phase = (index: number) => phases[index] ?? 0
  const phases = Array.from({ length: 10 }, (_, index) =>
    index < 6 ? random() * 2 * Math.PI : 0.15 + random() * 0.3,
  )
  const marks: Marks = { outline: '', full: '', rare: '' }
  for (let row = 0; row * cell < height; row++) {
    for (let column = 0; column * cell < width; column++) {
      const lean =
        Math.sin(column * phase(6) + phase(0) + Math.cos(row * phase(7) + phase(1)) * 1.3) +
        Math.cos(row * phase(8) + phase(2) + Math.sin(column * phase(9) + phase(3)))
      const dense = (Math.sin(column * 0.6 + phase(4)) + Math.cos(row * 0.5 + phase(5))) / 2
      // of its own, so that a mark does not change with how much of the field is seen
      const isRare = randomFrom(`${handle} ${column} ${row}`)() < 0.07
      drawMark[kind](marks, { cell, x: (column + 0.5) * cell, y: (row + 0.5) * cell, lean, dense, isRare })
    }
  }
  return { kind, width, height, ...marks }
}

type Marks = { outline: string; full: string; rare: string }
/** `lean` is about -2 to 2, `dense` -1 to 1. */
type Place = { cell: number; x: number; y: number; lean: number; dense: number; isRare: boolean }

const { lens, line, curve, ellipse } = pen(0)

const drawMark: Record<Kind, (marks: Marks, place: Place) => void> = {
  seed(marks, { cell, x, y, lean, dense, isRare }) {
    const seed = lens(x, y, cell * (0.62 + 0.3 * dense), cell * (0.26 + 0.1 * dense), lean * 1.35)
    marks[isRare ? 'rare' : dense > 0.25 ? 'full' : 'outline'] += seed
  },
  ring(marks, { cell, x, y, lean, dense, isRare }) {
    const radius = cell * 0.4
    if (isRare) marks.rare += ellipse(x, y, radius * 0.45)
    else if (dense > 0.3) {
      marks.full += ellipse(x, y, radius * (0.25 + 0.25 * dense))
      marks.outline += ellipse(x, y, radius)
    } else {
      const rings = Math.max(0, Math.min(2, Math.round((lean + 1.2) * 0.8)))
      if (rings === 0) marks.outline += ellipse(x, y, radius * 0.22)
      for (let ring = 0; ring < rings; ring++) marks.outline += ellipse(x, y, radius * (1 - ring * 0.45))
    }
  },
  sprout(marks, { cell, x, y, lean, dense, isRare }) {
    const height = cell * (0.5 + 0.32 * dense)
    const [foot, tipX] = [y + cell * 0.42, x + lean * cell * 0.16]
    const tipY = foot - height
    marks.outline += curve(x, foot, x, foot - height * 0.6, tipX, tipY)
    if (isRare) {
      marks.rare += lens(tipX, tipY - cell * 0.14, cell * 0.34, cell * 0.17, lean * 0.2 - Math.PI / 2)
      return
    }
    for (const side of [-1, 1]) {
      const angle = side * 0.85 + lean * 0.15 - Math.PI / 2
      const leaf = lens(tipX + side * cell * 0.16, tipY - cell * 0.06, cell * 0.38, cell * 0.14, angle)
      marks[dense > 0 ? 'full' : 'outline'] += leaf
    }
  },
  rod(marks, { cell, x, y, lean, dense, isRare }) {
    const [dx, dy] = [Math.cos(lean * 1.5) * cell * 0.3, Math.sin(lean * 1.5) * cell * 0.3]
    marks[isRare ? 'rare' : dense > 0.2 ? 'full' : 'outline'] += line(x - dx, y - dy, x + dx, y + dy)
  },
}
