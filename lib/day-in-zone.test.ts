import { expect, test } from 'vitest'
import { dayInZone } from './day-in-zone'

test.each([
  ['2026-11-09', 'Pacific/Auckland', '2026-11-08T11:00:00.000Z'],
  ['2026-07-09', 'Pacific/Auckland', '2026-07-08T12:00:00.000Z'],
  // Clocks change at 2 and 3 in the morning of these days: midnight is still on the time before.
  ['2026-09-27', 'Pacific/Auckland', '2026-09-26T12:00:00.000Z'],
  ['2026-04-05', 'Pacific/Auckland', '2026-04-04T11:00:00.000Z'],
  ['2026-11-09', 'America/New_York', '2026-11-09T05:00:00.000Z'],
  ['2026-11-09', 'UTC', '2026-11-09T00:00:00.000Z'],
  ['2026-11-09T08:30:00+13:00', 'UTC', '2026-11-08T19:30:00.000Z'],
])('%s in %s begins at %s', (date, timeZone, moment) => {
  expect(dayInZone(date, timeZone).toISOString()).toBe(moment)
})
