// Parts of an answer that are at hand or on their way: an answer is a promise only where one of its parts is.

/** Of values that are on their way: when each is in its place. */
export type Late = Promise<void>[]

/** A key has its place among the others, whenever its value comes. */
export function put<Key extends string | number>(
  answer: Record<Key, unknown>,
  key: Key,
  value: unknown,
  late: Late,
): void {
  answer[key] = value
  if (!isPromise(value)) return
  late.push(
    value.then((there) => {
      answer[key] = there
    }),
  )
}

export function whole<T>(answer: T, late: Late): T | Promise<T> {
  return late.length === 0 ? answer : Promise.all(late).then(() => answer)
}

/** What is still on its way is waited for: were it to fail with nobody listening, the process would end. */
export function abandon(late: Late, error: unknown): Promise<never> {
  if (late.length === 0) throw error
  return Promise.allSettled(late).then(() => {
    throw error
  })
}

export function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}
