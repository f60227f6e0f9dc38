import type { Attributes } from '@/lib/attributes'

export type AttributeInput = { key: string; value: string }

/** `attributes` and `attribute` of a cart or a line. */
export function toAttributes(attributes: Attributes) {
  const list = Object.entries(attributes).map(([key, value]) => ({ key, value }))
  return {
    attributes: list,
    attribute: ({ key }: { key: string }) => list.find((attribute) => attribute.key === key) ?? null,
  }
}

/** Of a key that comes twice the first place and the last value count. */
export function fromAttributes(given: readonly AttributeInput[] | null | undefined): Attributes {
  return Object.fromEntries((given ?? []).map(({ key, value }) => [key, value]))
}
