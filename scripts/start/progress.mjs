const startedAt = performance.now()
const SIGN_OF_LIFE_MS = 5000

/** @param {number} milliseconds */
const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`

/** One line with the time since the start. @param {string} text */
export function say(text) {
  console.log(`${seconds(performance.now() - startedAt).padStart(8)}  ${text}`)
}

/**
 * Runs one step of the start and says how it ended; a long one says every few seconds that it is alive.
 * @template T
 * @param {string} name
 * @param {() => Promise<T> | T} work a string it returns is what the line says
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const begun = performance.now()
  const alive = setInterval(
    () => say(`${name}: still at it, ${seconds(performance.now() - begun)}`),
    SIGN_OF_LIFE_MS,
  )
  try {
    const result = await work()
    say(`${name}: ${typeof result === 'string' ? result : 'ready'}`)
    return result
  } finally {
    clearInterval(alive)
  }
}
