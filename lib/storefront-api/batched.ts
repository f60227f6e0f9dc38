/**
 * Reads together what the fields of one answer ask for one by one, so that a list of two hundred costs the statements
 * of one. The same key is read once a request.
 * @param read what there is by key; a key that is not in the result has nothing
 */
export function batched<T>(read: (keys: string[]) => Promise<Map<string, T>>) {
  const known = new Map<string, Promise<T | null>>()
  let waiting: { keys: string[]; found: Promise<Map<string, T>> } | null = null
  return (key: string): Promise<T | null> => {
    const before = known.get(key)
    if (before) return before
    if (!waiting) {
      const keys: string[] = []
      // After all that is ready now has asked.
      const found = new Promise<void>((resolve) => {
        setImmediate(resolve)
      }).then(() => {
        waiting = null
        return read(keys)
      })
      waiting = { keys, found }
    }
    waiting.keys.push(key)
    const value = waiting.found.then((found) => found.get(key) ?? null)
    known.set(key, value)
    return value
  }
}
