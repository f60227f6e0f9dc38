import { decodeEncodedVariant } from '@shopify/hydrogen-react'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeVariants } from './encode-variants'

test('the example of the official schema comes out as it stands there', () => {
  const variants = ['000', '010', '011', '100', '101', '111', '201', '210'].map((text) =>
    [...text].map(Number),
  )
  expect(encodeVariants(variants)).toBe('v1_0:0:0,1:0-1,,1:0:0-1,1:1,,2:0:1,1:0,,')
})

test('what is encoded, hydrogen-react decodes to the same', () => {
  const options = fc.integer({ min: 1, max: 4 })
  const variants = options.chain((length) =>
    fc.uniqueArray(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: length, maxLength: length }), {
      selector: (combination) => combination.join(),
      maxLength: 60,
    }),
  )
  const sorted = (list: number[][]) => list.map((combination) => combination.join()).sort()
  fc.assert(
    fc.property(variants, (list) => {
      expect(sorted(decodeEncodedVariant(encodeVariants(list)))).toEqual(sorted(list))
    }),
  )
})
