const startedAt = performance.now()
const SIGNS_OF_LIFE_MS = [5000, 10_000, 20_000]

/** @param {number} milliseconds */
const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`

/** One line with the time since the start. @param {string} text */
export function say(text) {
  console.log(`${seconds(performance.now() - startedAt).padStart(8)}  ${text}`)
}

/**
 * Runs one step of the start and says how it ended; a long one says now and then that it is alive.
 * @template T
 * @param {string} name
 * @param {() => Promise<T> | T} work a string it returns is what the line says
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const begun = performance.now()
  let signs = 0
  /** @type {NodeJS.Timeout} */
  let alive
  const wait = () => {
    alive = setTimeout(
      () => {
        say(`${name}: still at it, ${seconds(performance.now() - begun)}`)
        wait()
      },
      SIGNS_OF_LIFE_MS[Math.min(signs++, SIGNS_OF_LIFE_MS.length - 1)],
    )
  }
  wait()
  try {
    const result = await work()
    say(`${name}: ${typeof result === 'string' ? result : 'ready'}`)
    return result
  } finally {
    clearTimeout(alive)
  }
}
