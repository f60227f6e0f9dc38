import { pen } from './pen'
import { randomFrom } from './random'

const { lens, line, ellipse } = pen(0)
const width = 720
const random = randomFrom('gut-to-skin')
const between = (low: number, high: number) => low + random() * (high - low)
const times = <T,>(count: number, draw: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => draw(index))

const skin = times(5, (row) => {
  const cells = 15 - row
  const cell = width / cells
  return times(cells + 1, (column) => {
    const x = (column + (row % 2) / 2) * cell
    const y = 44 + row * (13 + row * 1.2) + 3 * Math.sin(x * 0.012)
    return lens(x, y, cell - 4, (5.2 + row * 1.1) * 1.5, 0)
  }).join('')
}).join('')
const nuclei = times(11, (index) =>
  ellipse((index + 0.5) * 65.5, 112 + 3 * Math.sin(index * 0.8), 3, 2),
).join('')

const vesselTop = 'M0 176C120 160 240 190 360 176S600 160 720 178'
const vesselFoot = 'M0 214C120 198 240 228 360 214S600 198 720 216'
const cells = times(11, (index) =>
  ellipse(37 + index * 62 + between(-7, 7), 194 + 6 * Math.sin(index * 0.9), 12, 6),
).join('')

/** The folds of the gut's lining, drawn standing and then turned upside down. */
const folds = times(9, (index) => {
  const [left, top] = [index * 80, Math.round(258 + 10 * Math.sin(index * 1.7))]
  return { left, top }
})
const lining = `M0 330${folds
  .map(({ top }) => `c4 0 8-4 10-20l4-${310 - top}c2-30 50-30 52 0l4 ${310 - top}c2 16 6 20 10 20`)
  .join('')}`
const cores = folds
  .map(({ left, top }) => `M${left + 33} 334l2-${324 - top}q5-12 10 0l2 ${324 - top}`)
  .join('')
const brush = folds
  .map(({ left, top }) => line(left + 16, top, left + 16, 312) + line(left + 64, top, left + 64, 312))
  .join('')

const microbes = times(3, (row) =>
  times(22, (index) => {
    const x = (index + 0.5 + (row % 2) / 2) * 30 + between(-6, 6)
    const angle = Math.sin(index * 0.4 + row) * 1.5 + between(-0.5, 0.5)
    return x > 648 ? '' : lens(x, 392 + row * 24 + between(-5, 5), between(14, 20), 4, angle)
  }).join(''),
).join('')
const compounds = [
  ...times(10, (index) => [70 + index * 66 + between(-10, 10), between(188, 202)] as const),
  ...times(12, (index) => [40 + index * 50 + between(-9, 9), 404 + 24 * (index % 2)] as const),
]
  .map(([x, y]) => ellipse(x, y, 3))
  .join('')

/** Where the numbers of the caption stand. */
const keys = [80, 196, 282, 418]

/** The way from gut to skin, in section. The numbers belong to `sectionKey`. */
export function SectionFigure({ alt }: { alt: string }) {
  return (
    <svg className="drawn clip" viewBox={`0 0 ${width} 460`} role="img" aria-label={alt}>
      <path className="tint-clay" d="M0 34h720v94q-360-8-720 0z" />
      <path className="thin" d={skin + nuclei} />
      <path d="M0 33c180-9 360 9 720-1" />
      <path className="tint-clay" d={`${vesselTop}V216C600 198 480 198 360 214S120 198 0 214z`} />
      <path d={vesselTop + vesselFoot} />
      <path className="thin" d={cells} />
      <g transform="matrix(1 0 0-1 0 584)">
        <path className="tint-leaf" d={`${lining}v16H0z`} />
        <path d={lining} />
        <path className="thin" d={cores} />
        <path className="brush" d={brush} />
      </g>
      <path d={microbes} />
      <path className="dot" d={compounds} />
      <path
        className="flow"
        d="M200 250v-22m-4 6l4-6 4 6M440 250v-22m-4 6l4-6 4 6M200 158v-24m-4 6l4-6 4 6M440 158v-24m-4 6l4-6 4 6"
      />
      <g className="key">
        {keys.map((y, index) => (
          <g key={y}>
            <circle cx="676" cy={y} r="17" />
            <text x="676" y={y + 7}>
              {index + 1}
            </text>
          </g>
        ))}
      </g>
    </svg>
  )
}
