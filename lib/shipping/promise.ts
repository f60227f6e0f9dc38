import { publicHolidays } from './public-holidays'

/** Where and when parcels start: the shop's own row. `dispatchCutoff` is an hour of the local day, 0 to 23. */
export type Dispatch = { timeZone: string; country: string; dispatchCity: string; dispatchCutoff: number }

/**
 * All dates are YYYY-MM-DD in the shop's time zone. `arrives` and `condition` are the two halves of a sentence that
 * stays true by itself however long a cached page keeps it: "Wednesday 25 or Thursday 26 November", "if ordered by
 * noon on Tuesday 24 November".
 */
export type DeliveryPromise = {
  dispatch: string
  earliest: string
  latest: string
  arrives: string
  /** The later of the days, for where there is less room: "Friday 27 November". */
  by: string
  condition: string
}

/**
 * When a parcel arrives that is ordered now. It leaves on the first working day whose cut-off hour is still to come,
 * and takes `minDays` to `maxDays` working days from there; at the far end the holidays of `destination` count.
 * @param rate working days after dispatch, both included
 */
export function deliveryPromise(
  now: Date,
  shop: Dispatch,
  rate: { minDays: number; maxDays: number },
  destination: string = shop.country,
): DeliveryPromise {
  const { day, hour } = localTime(now, shop.timeZone)
  const leaves = workingDays(shop.country, shop.dispatchCity)
  const today = hour < shop.dispatchCutoff ? day : nextDay(day)
  const dispatch = leaves(today) ? today : after(today, 1, leaves)
  const arrives = workingDays(destination)
  const earliest = after(dispatch, rate.minDays, arrives)
  const latest = after(dispatch, rate.maxDays, arrives)
  return {
    dispatch,
    earliest,
    latest,
    arrives: range(earliest, latest, rate.maxDays - rate.minDays <= 1),
    by: weekdayAndMonth(latest),
    condition: `if ordered ${cutoffInWords(shop.dispatchCutoff)} ${weekdayAndMonth(dispatch)}`,
  }
}

function workingDays(country: string, city?: string): (day: string) => boolean {
  const holidays = new Set(publicHolidays(country, city))
  return (day) => !holidays.has(day) && ![0, 6].includes(at(day).getUTCDay())
}

/** The `count`-th day after `day` that `counts`; `day` itself for 0. */
function after(day: string, count: number, counts: (day: string) => boolean): string {
  let reached = day
  for (let left = count; left > 0; ) {
    reached = nextDay(reached)
    if (counts(reached)) left -= 1
  }
  return reached
}

function localTime(now: Date, timeZone: string): { day: string; hour: number } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
  }).formatToParts(now)
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? ''
  return { day: `${part('year')}-${part('month')}-${part('day')}`, hour: Number(part('hour')) }
}

/** Days are counted in UTC, where each has 24 hours. */
function at(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

function nextDay(day: string): string {
  return new Date(at(day).getTime() + 86_400_000).toISOString().slice(0, 10)
}

/** `oneOfTwo`: no working day lies between them, so that "or" is meant literally. */
function range(earliest: string, latest: string, oneOfTwo: boolean): string {
  if (earliest === latest) return weekdayAndMonth(earliest)
  const sameMonth = earliest.slice(0, 7) === latest.slice(0, 7)
  const from = sameMonth ? weekday(earliest) : weekdayAndMonth(earliest)
  return oneOfTwo ? `${from} or ${weekdayAndMonth(latest)}` : `between ${from} and ${weekdayAndMonth(latest)}`
}

/** "Wednesday 25" */
function weekday(day: string): string {
  return new Intl.DateTimeFormat('en-NZ', { timeZone: 'UTC', weekday: 'long', day: 'numeric' }).format(
    at(day),
  )
}

/** "Wednesday 25 November" */
function weekdayAndMonth(day: string): string {
  const month = new Intl.DateTimeFormat('en-NZ', { timeZone: 'UTC', month: 'long' }).format(at(day))
  return `${weekday(day)} ${month}`
}

/** "by noon on", "by 3 pm on"; with a cut-off at midnight the day before is the last. */
function cutoffInWords(hour: number): string {
  if (hour === 0) return 'before'
  if (hour === 12) return 'by noon on'
  return hour < 12 ? `by ${hour} am on` : `by ${hour - 12} pm on`
}
