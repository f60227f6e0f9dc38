import { expect, test } from 'vitest'
import { visitorAddress } from './visitor-address'

const from = (value: string) => visitorAddress(new Headers({ 'x-forwarded-for': value }))

test('the nearest proxy is believed, and not what the visitor wrote before it', () => {
  expect(from('203.0.113.7')).toBe('203.0.113.7')
  expect(from('10.0.0.1, 203.0.113.7')).toBe('203.0.113.7')
  expect(from('203.0.113.7:50123')).toBe('203.0.113.7')
  expect(from('::ffff:203.0.113.7')).toBe('203.0.113.7')
})

test('all addresses of one IPv6 network are one visitor', () => {
  for (const address of [
    '2001:db8:1:2::1',
    '2001:DB8:1:2:ffff:1:2:3',
    '2001:0db8:0001:0002::',
    '[2001:db8:1:2::9]:443',
  ])
    expect(from(address), address).toBe('2001:db8:1:2::/64')
  expect(from('2001:db8::1')).toBe('2001:db8:0:0::/64')
  expect(from('::1')).toBe('0:0:0:0::/64')
  expect(from('2001:db8:1:3::1')).not.toBe(from('2001:db8:1:2::1'))
})

test('nonsense is kept short, and nothing is somebody too', () => {
  expect(from('x'.repeat(500))).toHaveLength(64)
  expect(visitorAddress(new Headers())).toBe('unknown')
})
