import { DomainError } from '@/lib/errors'
import { storable } from '@/lib/storable'
import { limits } from './limits'

/** What a front end keeps with a cart. */
export type CartMetafield = { id: string; namespace: string; key: string; type: string; value: string }

/** @throws DomainError INVALID_METAFIELDS for too many, or one that is too long */
export function checkMetafields<M extends Omit<CartMetafield, 'id'>>(metafields: readonly M[]): M[] {
  const long = metafields.some(
    ({ namespace, key, type, value }) =>
      namespace.length > 255 || key.length > 64 || type.length > 64 || value.length > limits.metafieldValue,
  )
  if (metafields.length > limits.metafields || long)
    throw new DomainError('INVALID_METAFIELDS', 'The metafields were not valid.', 'metafields')
  const last = new Map(metafields.map((metafield) => [`${metafield.namespace}.${metafield.key}`, metafield]))
  return [...last.values()].map((metafield) => ({ ...metafield, value: storable(metafield.value) }))
}
