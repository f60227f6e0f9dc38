/** Several fields of one answer share a read. */
export function once<T>(read: () => T): () => T {
  let reading: T | undefined
  return () => {
    reading ??= read()
    return reading
  }
}
