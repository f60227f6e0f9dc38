import { Goods, type GoodsProps } from './goods'
import { fitLabel } from './label'
import { pen } from './pen'

const { lens, line } = pen(0)
const edges = [1, 2, 3, 4, 5]
  .map((leaf) => line(272 + leaf * 2.2, 62 + leaf * 1.7, 272 + leaf * 2.2, 387 + leaf * 1.6))
  .concat(
    [1, 2, 3, 4, 5].map((leaf) =>
      line(64 + leaf * 2.2, 388 + leaf * 1.6, 272 + leaf * 2.2, 388 + leaf * 1.6),
    ),
  )
  .join('')

/** A quiet echo of the articles' patterns. */
export const bookSeeds = { outline: '', full: '' }
for (let row = 0; row < 5; row++) {
  for (let column = 0; column < 8; column++) {
    const angle = Math.sin(column * 0.55 + row * 0.35) * 1.1 + Math.cos(row * 0.8) * 0.5
    const seed = lens(102 + column * 21, 242 + row * 23, 13 + 3 * Math.sin(column + row), 4, angle)
    bookSeeds[(column * 3 + row * 5) % 7 === 0 ? 'full' : 'outline'] += seed
  }
}

/** A book in cloth with its title on the cover. */
export function Book({ name, kind, brand, alt, keyed }: GoodsProps) {
  const { size, lines } = fitLabel(name, 172, [35, 31, 26, 21], 3)
  const first = 102 + size * 0.92
  const rule = first + (lines.length - 1) * size * 0.97 + 18
  return (
    <Goods sort="book" alt={alt} keyed={keyed}>
      <path className="thin" d="M70 414h236M94 419h224M140 424h166M200 429h78" />
      <path className="book-back" d="M272 56l18 14v334H76l-18-16z" />
      <path className="book-pages" d="M272 62l13 10v325H78l-14-9h208z" />
      <path className="book-edges" d={edges} />
      <path className="book-ribbon" d="M206 396v36l6-7 6 7v-36z" />
      <path className="book-cover" d="M58 56h214v332H58z" />
      <path className="book-hinge" d="M74 56v332M78 56v332" />
      <path className="book-seed" d={bookSeeds.outline} />
      <path className="book-seed solid" d={bookSeeds.full} />
      <g className="pack-text">
        <text x="92" y="86" className="pack-brand">
          {brand}
        </text>
        {lines.map((text, index) => (
          <text key={text} x="91" y={first + index * size * 0.97} fontSize={size}>
            {text}
          </text>
        ))}
        <path d={`M92 ${Math.round(rule)}h164`} />
        {fitLabel(kind, 164, [9.5], 2).lines.map((text, index) => (
          <text key={text} x="92" y={rule + 20 + index * 13} className="pack-small">
            {text}
          </text>
        ))}
        <text x="92" y="370" className="pack-small">
          Illustration
        </text>
      </g>
    </Goods>
  )
}
