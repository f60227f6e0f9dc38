import { say } from './progress.mjs'

const TRIES = 5
const FIRST_PAUSE_MS = 500
const HEALTHY_MS = 60_000

/** @typedef {{ pid: number | undefined, exited: Promise<string>, stop: () => Promise<void> }} Running */

/**
 * Starts a part of the shop and starts it again when it dies, with growing pauses; gives up after five quick deaths.
 * @param {{ name: string, launch: () => Promise<Running> | Running, remember: (name: string, pid: number | undefined) => void,
 *   giveUp: (message: string) => void }} part
 * @returns {Promise<{ stop: () => Promise<void> }>} once launched
 */
export async function supervise({ name, launch, remember, giveUp }) {
  let stopping = false
  let quickDeaths = 0
  let current = await begin()
  watch()

  async function begin() {
    const running = await launch()
    remember(name, running.pid)
    return running
  }

  async function watch() {
    while (!stopping) {
      const startedAt = Date.now()
      let how = await current.exited
      while (!stopping) {
        quickDeaths = Date.now() - startedAt > HEALTHY_MS ? 1 : quickDeaths + 1
        if (quickDeaths >= TRIES) return giveUp(`${name} keeps stopping. The last time: ${how}`)
        const pause = FIRST_PAUSE_MS * 2 ** (quickDeaths - 1)
        say(`${name} stopped (${how.split('\n')[0]}); starting it again in ${pause / 1000} s`)
        await new Promise((resolve) => setTimeout(resolve, pause))
        if (stopping) return
        try {
          current = await begin()
          // Ended meanwhile by the one who stops everything.
          if (stopping) await current.stop()
          break
        } catch (error) {
          how = /** @type {Error} */ (error).message
        }
      }
    }
  }

  return {
    stop: async () => {
      stopping = true
      await current.stop()
      remember(name, undefined)
    },
  }
}
