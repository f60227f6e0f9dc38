import type { Picture } from '@/lib/media/pictures'
import { crops, formats, largestSide } from '@/lib/media/transform'
import type { Context } from './context'
import { clientError } from './errors'
import { gid } from './ids'
import { once } from './once'

type Wish = {
  maxWidth?: number | null
  maxHeight?: number | null
  /** How many pixels of the image are one of the page, 1 to 3. */
  scale?: number | null
  /** CENTER, TOP, … */
  crop?: string | null
  /** JPG, PNG, WEBP. */
  preferredContentType?: string | null
}

/** An image of this shop. Width and height are those of the whole picture, whatever address is asked for. */
export function toImage(type: 'ProductImage' | 'ArticleImage', picture: Picture, context: Context) {
  const address = (wish: Wish) => addressOf(picture, wish, context.site)
  // A product's variants show the same picture: its address is made once.
  const whole = once(() => address({}))
  return {
    __typename: 'Image' as const,
    id: gid(type, picture.id),
    url: ({ transform }: { transform?: Wish | null }) => (transform ? address(transform) : whole()),
    src: whole,
    originalSrc: whole,
    transformedSrc: address,
    altText: picture.alt || null,
    width: picture.width,
    height: picture.height,
    thumbhash: null,
  }
}

/** The same names that hydrogen-react's `<Image>` appends to it. */
function addressOf({ path, version }: Picture, wish: Wish, site: string): string {
  const scale = wish.scale ?? 1
  within('scale', scale, 3)
  const query = [`v=${version}`]
  for (const [name, side] of [
    ['width', wish.maxWidth],
    ['height', wish.maxHeight],
  ] as const) {
    if (side == null) continue
    within(name === 'width' ? 'maxWidth' : 'maxHeight', side, largestSide)
    query.push(`${name}=${Math.min(largestSide, side * scale)}`)
  }
  const crop = crops.find((word) => word === wish.crop?.toLowerCase())
  if (crop) query.push(`crop=${crop}`)
  const format = formats.find((word) => word === wish.preferredContentType?.toLowerCase())
  if (format) query.push(`format=${format}`)
  // Nothing here needs to be escaped: a path is made of handles and numbers.
  return `${site}${path}?${query.join('&')}`
}

function within(name: string, value: number, most: number): void {
  if (value < 1 || value > most)
    throw clientError('INVALID_FIELD_ARGUMENTS', `${name} must be within 1..${most}`)
}
