import { createHash } from 'node:crypto'
import type { Attributes } from '@/lib/attributes'
import { DomainError } from '@/lib/errors'
import { storable } from '@/lib/storable'
import { limits } from './limits'

/** @throws DomainError INVALID when there are too many or they are too long */
export function checkAttributes(attributes: Attributes): Attributes {
  const entries = Object.entries(attributes).map(
    ([key, value]) => [storable(key).trim(), storable(value)] as const,
  )
  const tooLong = entries.some(
    ([key, value]) => key.length > limits.attributeKey || value.length > limits.attributeValue,
  )
  if (entries.length > limits.attributes || tooLong)
    throw new DomainError('INVALID', 'That is more detail than one line can hold.', 'attributes')
  return Object.fromEntries(entries.filter(([key]) => key !== ''))
}

/**
 * Equal attributes have equal keys, in whatever order they were given; lines with equal keys merge.
 * A digest, because an index entry holds no more than 2,700 bytes.
 */
export function attributesKey(attributes: Attributes): string {
  const entries = Object.entries(attributes)
  if (entries.length === 0) return ''
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(entries)).digest('base64url')
}
