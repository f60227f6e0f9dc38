import { Goods, type GoodsProps } from './goods'
import { fitLabel } from './label'
import { pen } from './pen'

const { line, curve } = pen(0)

/** Short strokes along the sides, longer in the shade on the right. Waves instead of chance: always the same bag. */
export const pouchHatching = Array.from({ length: 58 }, (_, index) => {
  const y = 100 + index * 5
  const down = (y - 78) / 320
  const edge = 58 - 14 * down - 4 * Math.sin(down * Math.PI)
  const shade = 19 + 10 * Math.sin(index * 0.3) + 3 * Math.sin(index * 5)
  const light = 10 + 2 * Math.sin(index * 7)
  const right = curve(317 - edge, y, 317 - edge - shade / 2, y + 2, 320 - edge - shade, y + 1)
  return index % 2 === 0 ? right + curve(edge + 4, y, edge + 8, y + 1, edge + light, y + 1) : right
}).join('')

const ground = [
  line(20, 418, 300, 418),
  line(38, 423, 316, 423),
  line(70, 428, 304, 428),
  line(120, 433, 270, 433),
].join('')

export const pouchBody =
  'M62 40H258L262 78C268 170 284 300 276 398 246 416 74 416 44 398 36 300 52 170 58 78z'

/** A stand-up pouch with a paper label. Type only: a plant beside a label would read as an ingredient. */
export function Pouch({ name, kind, brand, alt, keyed }: GoodsProps) {
  const { size, lines } = fitLabel(name, 128, [35, 31, 26, 21], 3)
  const first = 168 + size * 0.92
  const last = first + (lines.length - 1) * size * 0.95
  return (
    <Goods sort="pouch" alt={alt} keyed={keyed}>
      <path className="thin" d={ground} />
      <path className="pack" d={pouchBody} />
      <path className="pack-line" d="M60 66H260M59 86H261M58 91H262M42 384C92 356 228 356 278 384" />
      <path className="pack-hatch" d={pouchHatching} />
      <path className="pack-dash" strokeWidth="18" strokeDasharray=".7 3.2" d="M64 53H259" />
      <path
        className="pack-dash"
        strokeWidth="14"
        strokeDasharray=".7 7"
        d="M48 391C98 365 222 365 272 391"
      />
      <path className="pack-notch" d="M58 74l7 3-7 3zM262 74l-7 3 7 3z" />
      <path className="pack-label" d="M88 126h144v206H88z" />
      <g className="pack-text">
        <text x="100" y="150" className="pack-brand">
          {brand}
        </text>
        <path d="M100 162h120M100 292h120" />
        {lines.map((text, index) => (
          <text key={text} x="99" y={first + index * size * 0.95} fontSize={size}>
            {text}
          </text>
        ))}
        {fitLabel(kind, 124, [9.5], lines.length > 2 ? 1 : 2).lines.map((text, index) => (
          <text key={text} x="100" y={last + 25 + index * 13} className="pack-small">
            {text}
          </text>
        ))}
        <text x="100" y="308" className="pack-small">
          Net weight
        </text>
        <text x="220" y="308" className="pack-small" textAnchor="end">
          see pack
        </text>
        <text x="100" y="322" className="pack-small">
          Illustration
        </text>
      </g>
      {keyed ? (
        <g className="key">
          <path className="on-goods" d="M234 145h30" />
          <path d="M268 145h44M280 330h32" />
          <circle cx="328" cy="145" r="15" />
          <text x="328" y="151">
            1
          </text>
          <circle cx="328" cy="330" r="15" />
          <text x="328" y="336">
            2
          </text>
        </g>
      ) : null}
    </Goods>
  )
}
