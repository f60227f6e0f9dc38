import { z } from 'zod'
import { dayInZone } from '@/lib/day-in-zone'

// What several forms of the admin ask for. Days are those of the shop's place.

const day = z.iso.date({ error: 'Write a day, like 2027-12-31.' })

/** The day on which something begins. */
export const firstDay = (timeZone: string) => day.transform((text) => dayInZone(text, timeZone))

/** People say the last day on which something counts; it is over when that day is. Empty is never. */
export const lastDay = (timeZone: string) =>
  z
    .union([z.literal(''), day])
    .transform((text) => (text === '' ? null : dayInZone(dayAfter(text), timeZone)))

function dayAfter(text: string): string {
  const date = new Date(`${text}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 1)
  return date.toISOString().slice(0, 10)
}

/** The other way round, for a form's first values. @param at ISO 8601 */
export function dayOf(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(at))
}

/** Of what is over at a moment the last day on which it counted. */
export function lastDayOf(at: string, timeZone: string): string {
  return dayOf(new Date(Date.parse(at) - 1).toISOString(), timeZone)
}
