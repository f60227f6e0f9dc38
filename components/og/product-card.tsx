import { bookSeeds } from '../drawings/book'
import { fitLabel, withoutBrand } from '../drawings/label'
import { pouchBody, pouchHatching } from '../drawings/pouch'
import { colours } from './colours'
import { OgFrame } from './frame'

const brand = 'Bestow'

/** The picture of a link to a product, for `ogImage`: its title beside the drawn goods. No price: it would go stale. */
export function productOgCard(props: {
  title: string
  drawing: string | undefined
  line?: string
  shop: string
}) {
  const { drawing = '', ...words } = props
  const name = withoutBrand(words.title, brand)
  return <OgFrame {...words} drawing={goods(drawing, { name, scale: 1.25 })} />
}

/** What `drawnProduct` is drawn in, in pixels. */
export const drawnSize = { width: 1200, height: 1200 }

/** The drawn goods alone, on the card's ground, with room around them: no crop to a usual shape cuts into them. */
export function drawnProduct({ title, drawing = '' }: { title: string; drawing: string | undefined }) {
  return (
    <div
      style={{
        ...drawnSize,
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'center',
        background: colours.raised,
        fontFamily: 'Newsreader',
      }}
    >
      {goods(drawing, { name: withoutBrand(title, brand), scale: 2.4 })}
    </div>
  )
}

/** `scale`: pixels for each unit of the drawing. */
type GoodsProps = { name: string; scale: number }

function goods(drawing: string, props: GoodsProps) {
  if (drawing === 'pouch') return <Pouch {...props} />
  return drawing === 'book' ? <Book {...props} /> : <Parcel {...props} />
}

function Pouch({ name, scale }: GoodsProps) {
  const { size, lines } = fitLabel(name, 128, [35, 31, 26, 21], 3)
  return (
    <Goods
      scale={scale}
      colour={colours.ink}
      label={{ x: 99, brandY: 150, nameY: 168 + size * 0.92, size, lines, lastY: 322 }}
    >
      <path d="M20 418h280M38 423h278M70 428h234M120 433h150" stroke={colours.ink} strokeWidth="0.8" />
      <path d={pouchBody} fill={colours.leaf} />
      <path d={pouchHatching} stroke={colours.leafLine} strokeWidth="0.7" fill="none" />
      <path
        d="M60 66H260M59 86H261M58 91H262M42 384C92 356 228 356 278 384"
        stroke={colours.leafLine}
        fill="none"
      />
      <path d="M64 53H259" stroke={colours.leafLine} strokeWidth="18" strokeDasharray=".7 3.2" />
      <path d="M88 126h144v206H88z" fill={colours.paper} />
      <path d="M100 162h120M100 292h120" stroke={colours.ink} strokeWidth="0.8" />
    </Goods>
  )
}

function Book({ name, scale }: GoodsProps) {
  const { size, lines } = fitLabel(name, 172, [35, 31, 26, 21], 3)
  return (
    <Goods
      scale={scale}
      colour={colours.paper}
      label={{ x: 91, brandY: 86, nameY: 102 + size * 0.92, size, lines, lastY: 370 }}
    >
      <path d="M70 414h236M94 419h224M140 424h166M200 429h78" stroke={colours.ink} strokeWidth="0.8" />
      <path d="M272 56l18 14v334H76l-18-16z" fill="#61311f" />
      <path d="M272 62l13 10v325H78l-14-9h208z" fill="#efe7d8" />
      <path d="M206 396v36l6-7 6 7v-36z" fill={colours.leaf} />
      <path d="M58 56h214v332H58z" fill={colours.cloth} />
      <path d="M74 56v332M78 56v332" stroke={colours.clothLine} />
      <path d={bookSeeds.outline} stroke={colours.seed} fill="none" />
      <path d={bookSeeds.full} fill={colours.seed} />
    </Goods>
  )
}

function Parcel({ name, scale }: GoodsProps) {
  const { size, lines } = fitLabel(name, 142, [30, 26, 20], 3)
  return (
    <Goods
      scale={scale}
      colour={colours.ink}
      label={{ x: 91, brandY: 184, nameY: 200 + size * 0.92, size, lines, lastY: 336 }}
    >
      <path d="M30 404h270M52 409h264M90 414h200M140 419h130" stroke={colours.ink} strokeWidth="0.8" />
      <path d="M44 132L66 106H262L284 132V396H44z" fill={colours.card} stroke={colours.cardLine} />
      <path d="M44 132H284M150 106L142 132M178 106L186 132" stroke={colours.cardLine} fill="none" />
      <path d="M142 132h44v264h-44z" fill={colours.leaf} />
      <path d="M78 160h172v194H78z" fill={colours.paper} />
      <path d="M92 194h144M92 318h144" stroke={colours.ink} strokeWidth="0.8" />
    </Goods>
  )
}

type Label = { x: number; brandY: number; nameY: number; size: number; lines: string[]; lastY: number }

/** Words lie over the drawing: inside an SVG the picture maker sets no text. Positions are baselines of the viewBox. */
function Goods(props: { scale: number; colour: string; label: Label; children: React.ReactNode }) {
  const { scale, colour, label, children } = props
  const { x, brandY, nameY, size, lines, lastY } = label
  return (
    <div
      style={{
        display: 'flex',
        position: 'relative',
        width: 280 * scale,
        height: 410 * scale,
        color: colour,
      }}
    >
      <svg width={280 * scale} height={410 * scale} viewBox="20 30 280 410" aria-hidden="true">
        {children}
      </svg>
      <Words scale={scale} x={x} y={brandY} size={15} text={brand} />
      {lines.map((text, index) => (
        <Words key={text} scale={scale} x={x} y={nameY + index * size * 0.96} size={size} text={text} />
      ))}
      <Words scale={scale} x={x} y={lastY} size={11} text="Illustration" />
    </div>
  )
}

/** Newsreader's ascent is 0.735 of its size. */
function Words(props: { scale: number; x: number; y: number; size: number; text: string }) {
  const { scale, x, y, size, text } = props
  return (
    <div
      style={{
        position: 'absolute',
        left: (x - 20) * scale,
        top: (y - 30 - size * 0.735) * scale,
        fontSize: size * scale,
        lineHeight: 1,
        letterSpacing: '-0.02em',
        whiteSpace: 'nowrap',
      }}
    >
      {text}
    </div>
  )
}
