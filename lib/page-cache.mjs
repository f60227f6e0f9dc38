import { asciiPage } from './ascii-page.mjs'
import { inlineStyles } from './inline-styles.mjs'
import { lateScripts } from './late-scripts.mjs'

/**
 * Where Next keeps static pages and cached reads (`cacheHandler` in next.config.ts; loaded by Next itself, outside
 * the bundle, hence plain JavaScript): in memory, bounded, the least recently used first to go.
 *
 * Next's own handler dates an entry by the moment it is stored. A page that was being made while an edit was
 * committed is stored after the edit expired its tags, with what it read before, and would stay stale until the next
 * edit. Here an entry is as old as the question that led to it, so such a page is made once more.
 */

const room = 64 * 1024 * 1024
const tagsHeader = 'x-next-cache-tags'

/**
 * What Next hands over: a page (`APP_PAGE`), a route's answer or a cached read (`FETCH`).
 * @typedef {{ kind: string, html?: string, headers?: Record<string, unknown>, data?: unknown }} Made
 */

/** @type {Map<string, { value: Made, cacheControl: unknown, since: number, size: number }>} */
const entries = new Map()
/** Tag to the moment it last expired. @type {Map<string, number>} */
const expired = new Map()
let used = 0

/** Milliseconds since 1970, finer than Date.now(). */
const now = () => performance.timeOrigin + performance.now()

/** Next makes one of these for each request. */
export default class PageCache {
  /** @type {Map<string, number>} */
  #asked = new Map()

  /**
   * @param {string} key
   * @param {{ tags?: string[], softTags?: string[] }} context
   */
  async get(key, { tags = [], softTags = [] } = {}) {
    const entry = entries.get(key)
    const fresh =
      entry &&
      ![...tags, ...softTags, ...pageTags(entry.value)].some((tag) => (expired.get(tag) ?? 0) >= entry.since)
    if (!fresh) {
      if (entry) remove(key)
      if (!this.#asked.has(key)) this.#asked.set(key, now())
      return null
    }
    entries.delete(key)
    entries.set(key, entry)
    return { value: entry.value, cacheControl: entry.cacheControl, lastModified: entry.since }
  }

  /**
   * @param {string} key
   * @param {Made | null} made
   * @param {{ cacheControl?: unknown }} context
   */
  async set(key, made, { cacheControl } = {}) {
    const since = this.#asked.get(key) ?? now()
    this.#asked.delete(key)
    remove(key)
    const value =
      made?.kind === 'APP_PAGE' ? { ...made, html: asciiPage(lateScripts(inlineStyles(made.html))) } : made
    const size = key.length + sizeOf(value)
    if (value === null || size > room / 4 || sendsAway(value)) return
    entries.set(key, { value, cacheControl, since, size })
    used += size
    for (const oldest of entries.keys()) {
      if (used <= room) break
      remove(oldest)
    }
  }

  /** @param {string | string[]} tags */
  async revalidateTag(tags) {
    for (const tag of [tags].flat()) expired.set(tag, now())
  }

  resetRequestCache() {}
}

function remove(key) {
  used -= entries.get(key)?.size ?? 0
  entries.delete(key)
}

/** A page whose reads failed sends to where the shop says so (lib/or-unavailable.ts): for this visitor, not for the next. */
function sendsAway(value) {
  return String(value?.headers?.location ?? '').includes('/unavailable')
}

/** What a page or a route's answer depends on stands in its headers; of a read Next says it with each question. */
function pageTags(value) {
  const list = value?.headers?.[tagsHeader]
  return typeof list === 'string' ? list.split(',') : []
}

/** Bytes, roughly. */
function sizeOf(value) {
  if (value?.kind === 'FETCH') return JSON.stringify(value.data ?? '').length
  const segments = [...(value?.segmentData?.values() ?? [])]
  const parts = [value?.html, value?.body, value?.rscData, ...segments]
  return parts.reduce((sum, part) => sum + (part?.length ?? 0), 500)
}
