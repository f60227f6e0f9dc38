import { Image } from '@shopify/hydrogen-react/Image'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { readTransform, sizeOf } from './transform'

/** What `<Image>` of hydrogen-react asks a browser to load. */
function addressesOf(element: React.ReactElement): URL[] {
  const html = renderToStaticMarkup(element).replaceAll('&amp;', '&')
  const [, src = ''] = / src="([^"]+)"/.exec(html) ?? []
  const [, set = ''] = / srcSet="([^"]+)"/i.exec(html) ?? []
  const listed = set.split(', ').map((entry) => entry.split(' ')[0] ?? '')
  return [src, ...listed].filter(Boolean).map((text) => new URL(text))
}

const data = {
  url: 'https://shop.example.nz/images/products/gut-love.png?v=0123456789',
  width: 1200,
  height: 1200,
  altText: 'Drawn',
}

test('every address that hydrogen-react makes of ours is one that the resizer answers in that shape', () => {
  const addresses = [
    ...addressesOf(<Image data={data} sizes="100vw" />),
    ...addressesOf(<Image data={data} aspectRatio="1/1" sizes="(min-width: 45em) 50vw, 100vw" />),
    ...addressesOf(<Image data={data} width={100} height={100} crop="top" />),
  ]
  expect(addresses.length).toBeGreaterThan(10)
  for (const { searchParams } of addresses) {
    expect(searchParams.get('v')).toBe('0123456789')
    const wanted = readTransform(searchParams)
    const made = sizeOf(wanted, data)
    expect(made.width).toBeLessThanOrEqual(1200)
    if (wanted.crop && wanted.width && wanted.height)
      expect(made.width / made.height).toBeCloseTo(wanted.width / wanted.height, 1)
  }
})
