import { Goods, type GoodsProps } from './goods'
import { cut, fitLabel } from './label'
import { pen } from './pen'

const { line } = pen(0)
const shade = Array.from({ length: 46 }, (_, index) => {
  const y = 146 + index * 5
  return line(282, y - 8, 282 - 16 - 10 * Math.abs(Math.sin(index * 0.35)), y - 2)
}).join('')

/** Anything without a drawing of its own: a box, tied once, with a label that says what is in it. */
export function Parcel({ name, kind, brand, alt, keyed }: GoodsProps) {
  const { size, lines } = fitLabel(name, 142, [30, 26, 20], 3)
  const first = 200 + size * 0.92
  return (
    <Goods sort="parcel" alt={alt} keyed={keyed}>
      <path className="thin" d="M30 404h270M52 409h264M90 414h200M140 419h130" />
      <path className="pack" d="M44 132L66 106H262L284 132V396H44z" />
      <path className="pack-lid" d="M44 132L66 106H262L284 132z" />
      <path className="pack-line" d="M44 132H284M150 106L142 132M178 106L186 132" />
      <path className="pack-hatch" d={shade} />
      <path className="pack-band" d="M142 132h44v264h-44z" />
      <path className="pack-label" d="M78 160h172v194H78z" />
      <g className="pack-text">
        <text x="92" y="184" className="pack-brand">
          {brand}
        </text>
        <path d="M92 194h144M92 318h144" />
        {lines.map((text, index) => (
          <text key={text} x="91" y={first + index * size} fontSize={size}>
            {text}
          </text>
        ))}
        <text x="92" y="308" className="pack-small">
          {cut(kind, 30)}
        </text>
        <text x="92" y="336" className="pack-small">
          Illustration
        </text>
      </g>
    </Goods>
  )
}
