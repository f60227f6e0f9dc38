import { expect, test } from 'vitest'
import { addressLines } from './address-lines'

const address = {
  name: 'Aroha Test',
  line1: '34 Example Road',
  line2: '',
  city: 'Brisbane',
  region: 'QLD',
  postcode: '4000',
  countryCode: 'AU',
  phone: '',
}

test('an address has its region, and its country in words', () => {
  expect(addressLines(address)).toEqual(['Aroha Test', '34 Example Road', 'Brisbane QLD 4000', 'Australia'])
})

test('what is missing leaves no empty line', () => {
  expect(addressLines({ ...address, region: '', city: '', postcode: '', countryCode: 'somewhere' })).toEqual([
    'Aroha Test',
    '34 Example Road',
    'somewhere',
  ])
  expect(addressLines(null)).toEqual([])
})
