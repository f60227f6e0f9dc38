/** "9 November 2026", the day it was in the shop. */
export function longDate(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-NZ', {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(new Date(iso))
}
