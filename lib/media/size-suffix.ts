import { crops, largestSide } from './transform'

/** Sizes by name, each a square that the picture fits in; null is the whole picture. */
const named: Record<string, number | null> = {
  pico: 16,
  icon: 32,
  thumb: 50,
  small: 100,
  compact: 160,
  medium: 240,
  large: 480,
  grande: 600,
  original: null,
  master: null,
}

const suffix = new RegExp(
  String.raw`^(.+)_(?:(\d*)x(\d*)|(${Object.keys(named).join('|')}))(?:_crop_(${crops.join('|')}))?(?:@([23])x)?$`,
)

/**
 * Reads the size that clients write before an image's extension: `gut-love_200x200_crop_center@2x.png` is `gut-love.png`
 * with `width=400&height=400&crop=center`. Names of ours have no underscore, so what follows one is a size. `query` is
 * what the resizer takes of it; null where the words after the underscore are no size.
 */
export function readSizeSuffix(file: string): { file: string; query: [string, string][] } | null {
  const [, stem = '', extension = ''] = /^(.*?)(\.\w{3,4})?$/.exec(file) ?? []
  if (!stem.includes('_')) return { file, query: [] }
  const [, name, width = '', height = '', word, crop, scale = '1'] = suffix.exec(stem) ?? []
  if (name === undefined || name.includes('_') || (!word && !width && !height)) return null
  const sides = word ? [named[word] ?? null, named[word] ?? null] : [width, height].map(toSide)
  const query: [string, string][] = []
  for (const [nth, side] of sides.entries()) {
    if (side === null) continue
    if (!(side >= 1 && side <= largestSide)) return null
    query.push([nth === 0 ? 'width' : 'height', String(Math.min(largestSide, side * Number(scale)))])
  }
  if (crop) query.push(['crop', crop])
  return { file: name + extension, query }
}

/** No digits, or null; a side with zeros before it is none of ours, nor is one so long that it isn't counted exactly. */
function toSide(digits: string): number | null {
  if (digits === '') return null
  return /^[1-9]\d{0,3}$/.test(digits) ? Number(digits) : Number.NaN
}
