import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { BuyingChapters } from './buying-chapters'

test('each client that was tried is told what it needs, with the address of the shop that says it', () => {
  const html = renderToStaticMarkup(<BuyingChapters site="https://shop.example.nz:4443" />)
  const text = html.replaceAll(/<[^>]+>/g, '').replaceAll('&#x27;', '’')
  expect(text).toContain('{ hostname: ’shop.example.nz’ } among images.remotePatterns')
  expect(text).toContain('PUBLIC_CHECKOUT_DOMAIN, which is shop.example.nz:4443')
  expect(text).toContain('defaultSrc: [’https://shop.example.nz:4443’] for createContentSecurityPolicy')
  expect(text).toContain('consentManagement')
})
