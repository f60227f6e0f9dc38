/** A moment as it is, and a day ("2026-11-09") as its first moment in the shop's time zone. */
export function dayInZone(date: string, timeZone: string): Date {
  if (date.includes('T')) return new Date(date)
  const utc = new Date(`${date}T00:00:00Z`)
  // Twice, because the offset at the first guess may be that of before a change of clocks.
  const guess = new Date(utc.getTime() - offset(utc, timeZone))
  return new Date(utc.getTime() - offset(guess, timeZone))
}

/** Milliseconds that clocks in the zone are ahead of UTC at a moment. */
function offset(moment: Date, timeZone: string): number {
  const name = new Intl.DateTimeFormat('en-NZ', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(moment)
    .find(({ type }) => type === 'timeZoneName')?.value
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name ?? '') ?? []
  if (!sign) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}
