import { DomainError } from '@/lib/errors'

export const crops = ['center', 'top', 'bottom', 'left', 'right'] as const
export const formats = ['jpg', 'png', 'webp'] as const

/**
 * What of a picture is wanted: within so many pixels, keeping its shape; or, with a crop, exactly this shape, that side
 * of it kept. Null leaves it as it is. Nothing is ever enlarged.
 */
export type Transform = {
  width: number | null
  height: number | null
  crop: (typeof crops)[number] | null
  format: (typeof formats)[number] | null
}

export const largestSide = 5760

/**
 * Reads `?width=&height=&crop=&format=` as hydrogen-react and the Storefront API's `transform` write them. Where a name
 * stands twice, since clients append, the last one counts. Other names count for nothing.
 * @throws DomainError INVALID with the field
 */
export function readTransform(query: URLSearchParams): Transform {
  const last = (name: string) => query.getAll(name).at(-1) || null
  const side = (name: 'width' | 'height') => {
    const text = last(name)
    if (text === null) return null
    if (!/^[1-9]\d{0,3}$/.test(text) || Number(text) > largestSide)
      throw new DomainError('INVALID', `${name} must be a whole number from 1 to ${largestSide}`, name)
    return Number(text)
  }
  const oneOf = <Word extends string>(name: string, words: readonly Word[]): Word | null => {
    const text = last(name)
    const word = words.find((candidate) => candidate === text)
    if (text !== null && word === undefined)
      throw new DomainError('INVALID', `${name} must be one of ${words.join(', ')}`, name)
    return word ?? null
  }
  return {
    width: side('width'),
    height: side('height'),
    crop: oneOf('crop', crops),
    format: oneOf('format', formats),
  }
}

/**
 * One side goes in steps of so many pixels, up to the original's; the other follows from the shape, which a crop gives
 * exactly. Crops of all shapes are many still: kept-images.ts bounds what is kept and what one address may begin.
 */
const step = 10

/**
 * What is made of a picture of `width` by `height` pixels: upwards to the next step, never above the original, and with
 * a crop in the shape that was asked for. `crop` is null where the whole picture is shown.
 */
export function sizeOf(
  wanted: Transform,
  original: { width: number; height: number },
): Pick<Transform, 'crop'> & { width: number; height: number } {
  const up = (side: number) => Math.ceil(side / step) * step
  const boxWidth = wanted.width ?? (wanted.height === null ? original.width : Number.POSITIVE_INFINITY)
  const boxHeight = wanted.height ?? (wanted.width === null ? original.height : Number.POSITIVE_INFINITY)
  if (wanted.crop && wanted.width !== null && wanted.height !== null) {
    const larger = up(wanted.width) / wanted.width
    const fit = Math.min(larger, original.width / wanted.width, original.height / wanted.height)
    return { width: pixels(wanted.width * fit), height: pixels(wanted.height * fit), crop: wanted.crop }
  }
  const scale = Math.min(1, up(boxWidth) / original.width, up(boxHeight) / original.height)
  return { width: pixels(original.width * scale), height: pixels(original.height * scale), crop: null }
}

/** One for all that is asked for of a picture and comes out the same, however it was asked. */
export function keyOf(
  wanted: Transform,
  picture: { source: string; version: string; width: number; height: number },
): string {
  const { width, height, crop } = sizeOf(wanted, picture)
  return JSON.stringify([picture.source, picture.version, width, height, crop, wanted.format])
}

const pixels = (side: number) => Math.max(1, Math.round(side))
