type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** One value that differs between two states of a thing; `path` leads to it in words. */
export type Change = { path: string[]; before: string | null; after: string | null }

/**
 * What differs between two values of the audit log, leaf by leaf, in the order of the later one. Null is a value that
 * is not there. A part that has a title goes by it, since people don't know numbers ("150 g", not "11"). What only the
 * earlier value speaks of at all is not a change: it was the state something happened in.
 */
export function changesBetween(before: Json | undefined, after: Json | undefined): Change[] {
  const old = leaves(mentioned(before ?? null, after ?? null))
  const now = leaves(after ?? null)
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((key) => {
    const path = (now.get(key) ?? old.get(key))?.path ?? []
    const was = old.get(key)?.text ?? null
    const is = now.get(key)?.text ?? null
    return was === is ? [] : [{ path, before: was, after: is }]
  })
}

function mentioned(before: Json, after: Json): Json {
  if (!isRecord(before) || !isRecord(after)) return before
  return Object.fromEntries(Object.entries(before).filter(([key]) => key in after))
}

function isRecord(value: Json): value is { [key: string]: Json } {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

type Leaf = { path: string[]; text: string | null }

function leaves(value: Json, keys: string[] = [], path: string[] = []): Map<string, Leaf> {
  if (value === null || typeof value !== 'object') {
    const text = typeof value === 'boolean' ? (value ? 'yes' : 'no') : value === null ? null : String(value)
    return keys.length > 0
      ? new Map([[keys.join('\0'), { path, text: text === '' ? null : text }]])
      : new Map()
  }
  if (Array.isArray(value)) return leaves(value.map(String).join(', '), keys, path)
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [
      ...leaves(inner, [...keys, key], [...path, nameOf(key, inner)]),
    ]),
  )
}

function nameOf(key: string, inner: Json): string {
  return isRecord(inner) && typeof inner.title === 'string' ? inner.title : key
}
