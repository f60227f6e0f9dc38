import { getShop } from '@/lib/content/cached'

/** "23 Nov 2026, 14:05" in the shop's time zone. @param at ISO 8601 */
export async function whenText(at: string): Promise<string> {
  const { timeZone } = await getShop()
  return new Intl.DateTimeFormat('en-NZ', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at))
}

/** "23 Nov" for lists, with the year only where it is another one. @param at ISO 8601 */
export async function When({ at, short = false }: { at: string; short?: boolean }) {
  return <time dateTime={at}>{short ? await dayText(at) : await whenText(at)}</time>
}

async function dayText(at: string): Promise<string> {
  const { timeZone } = await getShop()
  const year = (date: Date) => new Intl.DateTimeFormat('en-NZ', { timeZone, year: 'numeric' }).format(date)
  const date = new Date(at)
  return new Intl.DateTimeFormat('en-NZ', {
    timeZone,
    day: 'numeric',
    month: 'short',
    ...(year(date) === year(new Date()) ? {} : { year: 'numeric' }),
  }).format(date)
}
