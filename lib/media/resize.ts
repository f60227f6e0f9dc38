import sharp from 'sharp'
import { sizeOf, type Transform } from './transform'

export type Image = { body: Buffer; type: string }

const types = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const

/** More pixels than any photograph of goods; a small file can unpack to billions. */
const mostPixels = 50_000_000

/** A few tenths of a second at most, on threads of its own. @throws Error where the original is no picture */
export async function resize(original: Buffer, wanted: Transform): Promise<Image> {
  const image = sharp(original, { limitInputPixels: mostPixels, failOn: 'error' })
  const { format, autoOrient } = await image.metadata()
  const { width, height, crop } = sizeOf(wanted, autoOrient)
  const own = format === 'jpeg' ? 'jpg' : format === 'png' || format === 'webp' ? format : 'webp'
  const output = wanted.format ?? own
  const resized = image
    .autoOrient()
    .resize({ width, height, fit: crop ? 'cover' : 'fill', position: crop ?? 'center' })
  // JPEG knows no transparency: it becomes paper.
  const flat = output === 'jpg' ? resized.flatten({ background: '#ffffff' }) : resized
  const encoded =
    output === 'jpg'
      ? flat.jpeg({ quality: 82, mozjpeg: true })
      : output === 'webp'
        ? flat.webp({ quality: 82 })
        : flat.png({ compressionLevel: 9, palette: false })
  return { body: await encoded.toBuffer(), type: types[output] }
}
