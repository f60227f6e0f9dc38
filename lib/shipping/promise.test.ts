import { describe, expect, test } from 'vitest'
import { deliveryPromise } from './promise'
import { publicHolidays } from './public-holidays'

const shop = { timeZone: 'Pacific/Auckland', country: 'NZ', dispatchCity: 'Tauranga', dispatchCutoff: 12 }
const twoOrThree = { minDays: 2, maxDays: 3 }
const promise = (now: string, rate = twoOrThree, given = shop) => deliveryPromise(new Date(now), given, rate)

test('before noon a parcel leaves the same day, and the sentence says until when it holds', () => {
  expect(promise('2026-11-24T11:59:59+13:00')).toEqual({
    dispatch: '2026-11-24',
    earliest: '2026-11-26',
    latest: '2026-11-27',
    arrives: 'Thursday 26 or Friday 27 November',
    by: 'Friday 27 November',
    condition: 'if ordered by noon on Tuesday 24 November',
  })
})

test('from noon on it leaves the next working day', () => {
  expect(promise('2026-11-24T12:00:00+13:00').dispatch).toBe('2026-11-25')
  expect(promise('2026-11-27T12:00:00+13:00').dispatch).toBe('2026-11-30')
})

test('a weekend counts for nothing: Friday evening to Sunday midnight is one promise', () => {
  const weekend = ['2026-11-27T18:00:00+13:00', '2026-11-28T09:00:00+13:00', '2026-11-29T23:59:59+13:00']
  const [first, ...others] = weekend.map((now) => promise(now))
  expect(first).toMatchObject({ dispatch: '2026-11-30', earliest: '2026-12-02', latest: '2026-12-03' })
  for (const other of others) expect(other).toEqual(first)
})

test('the day is the shop’s, also while it is still yesterday in London and across the change to summer time', () => {
  expect(promise('2026-11-23T22:30:00Z').dispatch).toBe('2026-11-24')
  // 27 September 2026: clocks go from 2 to 3 in the morning. Noon on Monday is 23:00 UTC on Sunday.
  expect(promise('2026-09-27T22:59:59Z').dispatch).toBe('2026-09-28')
  expect(promise('2026-09-27T23:00:00Z').dispatch).toBe('2026-09-29')
})

test('a holiday is no working day where the parcel leaves nor where it arrives', () => {
  // Labour Day is Monday 26 October 2026.
  expect(promise('2026-10-23T09:00:00+13:00')).toMatchObject({ earliest: '2026-10-28', latest: '2026-10-29' })
  // Auckland Anniversary, Monday 26 January 2026: nothing leaves Tauranga, but Wellington gets its parcels.
  expect(promise('2026-01-26T09:00:00+13:00').dispatch).toBe('2026-01-27')
  expect(promise('2026-01-23T09:00:00+13:00').earliest).toBe('2026-01-27')
  const wellington = { ...shop, dispatchCity: 'Wellington' }
  expect(promise('2026-01-26T09:00:00+13:00', twoOrThree, wellington).dispatch).toBe('2026-01-26')
})

test('Christmas: ordered on the afternoon of the 24th, it leaves on the 29th', () => {
  expect(promise('2026-12-24T13:00:00+13:00')).toMatchObject({
    dispatch: '2026-12-29',
    arrives: 'Thursday 31 December or Tuesday 5 January',
  })
})

describe('words', () => {
  const tuesday = '2026-11-24T08:00:00+13:00'
  test('one day needs no "or"', () =>
    expect(promise(tuesday, { minDays: 1, maxDays: 1 }).arrives).toBe('Wednesday 25 November'))
  test('several days are a span', () =>
    expect(promise(tuesday, { minDays: 5, maxDays: 8 }).arrives).toBe(
      'between Tuesday 1 and Friday 4 December',
    ))
  test('two days with a weekend between them are still "or"', () =>
    expect(promise(tuesday, { minDays: 3, maxDays: 4 }).arrives).toBe('Friday 27 or Monday 30 November'))
  test.each([
    [0, 'if ordered before Wednesday 25 November'],
    [9, 'if ordered by 9 am on Tuesday 24 November'],
    [15, 'if ordered by 3 pm on Tuesday 24 November'],
  ])('a cut-off at %i', (dispatchCutoff, condition) =>
    expect(promise(tuesday, twoOrThree, { ...shop, dispatchCutoff }).condition).toBe(condition),
  )
})

describe('the table of New Zealand’s holidays', () => {
  const years = [2026, 2027, 2028, 2029, 2030]
  const listed = (year: number) => publicHolidays('NZ').filter((day) => day.startsWith(`${year}-`))

  test.each(years)('%i agrees with the Holidays Act', (year) => {
    const expected = [
      ...moved(year, '01-01', '01-02'),
      ...moved(year, '02-06'),
      ...moved(year, '04-25'),
      ...moved(year, '12-25', '12-26'),
      plus(easter(year), -2),
      plus(easter(year), 1),
      nthMonday(year, 6, 1),
      nthMonday(year, 10, 4),
    ]
    const matariki = listed(year).filter((day) => !expected.includes(day))
    expect(matariki).toHaveLength(1)
    expect(new Date(`${matariki[0]}`).getUTCDay()).toBe(5)
    expect(matariki[0]?.slice(5) ?? '').toMatch(/^0[67]-/)
    expect(listed(year).length).toBe(expected.length + 1)
  })

  test.each(years)('Auckland’s anniversary in %i is the Monday nearest 29 January', (year) => {
    const local = publicHolidays('NZ', 'Tauranga').filter((day) => !publicHolidays('NZ').includes(day))
    const day = local.find((candidate) => candidate.startsWith(`${year}-`)) ?? ''
    expect(new Date(day).getUTCDay()).toBe(1)
    expect(Math.abs(Date.parse(day) - Date.parse(`${year}-01-29`))).toBeLessThanOrEqual(3 * 86_400_000)
  })

  /** Days that fall on a weekend move to the first weekday after it that the other of a pair has not taken. */
  function moved(year: number, ...days: string[]): string[] {
    const taken: string[] = []
    const fixed = days.map((day) => `${year}-${day}`)
    for (const day of fixed) if (weekday(day) % 6 !== 0) taken.push(day)
    for (const day of fixed.filter((candidate) => weekday(candidate) % 6 === 0)) {
      let target = plus(day, weekday(day) === 6 ? 2 : 1)
      while (taken.includes(target)) target = plus(target, 1)
      taken.push(target)
    }
    return taken
  }

  /** Gauss’s algorithm, Gregorian calendar. */
  function easter(year: number): string {
    const a = year % 19
    const b = Math.floor(year / 100)
    const c = year % 100
    const d = Math.floor(b / 4)
    const g = Math.floor((8 * b + 13) / 25)
    const h = (19 * a + b - d - g + 15) % 30
    const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
    const m = Math.floor((a + 11 * h + 22 * l) / 451)
    const month = Math.floor((h + l - 7 * m + 114) / 31)
    const day = ((h + l - 7 * m + 114) % 31) + 1
    return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  }

  function nthMonday(year: number, month: number, nth: number): string {
    const first = `${year}-${String(month).padStart(2, '0')}-01`
    return plus(first, ((8 - weekday(first)) % 7) + 7 * (nth - 1))
  }

  function weekday(day: string): number {
    return new Date(day).getUTCDay()
  }

  function plus(day: string, days: number): string {
    return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
  }
})
