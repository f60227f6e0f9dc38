import { expect, test } from 'vitest'
import { siteOrigin } from './site-origin'

test('a public shop has one name, whatever the Host header says', () => {
  for (const host of ['shop.example.nz', 'evil.example', 'localhost', null, ''])
    expect(siteOrigin('https://shop.example.nz', host)).toBe('https://shop.example.nz')
})

test('on one’s own machine the name that was typed is kept, with its cookies', () => {
  expect(siteOrigin('http://localhost:3000', '127.0.0.1:3000')).toBe('http://127.0.0.1:3000')
  expect(siteOrigin('http://localhost:3000', 'localhost:3000')).toBe('http://localhost:3000')
})

test.each([
  'evil.example:3000',
  '127.0.0.1:4000',
  '127.0.0.1',
  'localhost:3000@evil.example',
  'a b',
  '//evil',
  null,
])('Host %j gives the setting', (host) => {
  expect(siteOrigin('http://localhost:3000', host)).toBe('http://localhost:3000')
})
