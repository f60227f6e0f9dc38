import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ImageResponse } from 'next/og'
import { ogSize } from '@/components/og/colours'

const face = (file: string) => readFile(join(process.cwd(), 'app', 'fonts', file))

/**
 * A picture for links, drawn here and offline: `ogImage(articleOgCard({ … }))`. PNG, 1200 by 630 pixels.
 * The route that calls it should be static, since drawing costs about a third of a second of CPU.
 */
export function ogImage(card: React.ReactElement): Promise<ImageResponse> {
  return drawnImage(card, ogSize)
}

/** The same of any size. */
export async function drawnImage(
  drawing: React.ReactElement,
  size: { width: number; height: number },
): Promise<ImageResponse> {
  const [newsreader, hanken] = await Promise.all([face('og-newsreader.ttf'), face('og-hanken-grotesk.ttf')])
  return new ImageResponse(drawing, {
    ...size,
    fonts: [
      { name: 'Newsreader', data: newsreader, weight: 400, style: 'normal' },
      { name: 'Hanken Grotesk', data: hanken, weight: 400, style: 'normal' },
    ],
  })
}
