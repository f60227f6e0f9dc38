/**
 * Days on which nothing is sent or delivered, beside Saturdays and Sundays, as YYYY-MM-DD; days that fall on a
 * weekend stand where the law moves them.
 *
 * New Zealand: Holidays Act 2003, s 44 (which days), s 45 and 45A (moved from Saturday and Sunday to the Monday or
 * Tuesday after); Te Kāhui o Matariki Public Holiday Act 2022, sch 1 (Matariki's dates).
 * https://www.legislation.govt.nz/act/public/2003/0129/latest/DLM236387.html
 * The table ends with 2 January 2031. A test checks it against the rules; what comes later must be added here.
 */
const national: Record<string, readonly string[]> = {
  NZ: [
    // New Year, Waitangi, Good Friday, Easter Monday, Anzac, King’s Birthday, Matariki, Labour, Christmas, Boxing Day
    ...['2026-01-01', '2026-01-02', '2026-02-06', '2026-04-03', '2026-04-06', '2026-04-27'],
    ...['2026-06-01', '2026-07-10', '2026-10-26', '2026-12-25', '2026-12-28'],
    ...['2027-01-01', '2027-01-04', '2027-02-08', '2027-03-26', '2027-03-29', '2027-04-26'],
    ...['2027-06-07', '2027-06-25', '2027-10-25', '2027-12-27', '2027-12-28'],
    ...['2028-01-03', '2028-01-04', '2028-02-07', '2028-04-14', '2028-04-17', '2028-04-25'],
    ...['2028-06-05', '2028-07-14', '2028-10-23', '2028-12-25', '2028-12-26'],
    ...['2029-01-01', '2029-01-02', '2029-02-06', '2029-03-30', '2029-04-02', '2029-04-25'],
    ...['2029-06-04', '2029-07-06', '2029-10-22', '2029-12-25', '2029-12-26'],
    ...['2030-01-01', '2030-01-02', '2030-02-06', '2030-04-19', '2030-04-22', '2030-04-25'],
    ...['2030-06-03', '2030-06-21', '2030-10-28', '2030-12-25', '2030-12-26'],
    ...['2031-01-01', '2031-01-02'],
  ],
}

/** The anniversary of Auckland province, which the Bay of Plenty and Waikato keep too: the Monday nearest 29 January. */
const auckland = ['2026-01-26', '2027-02-01', '2028-01-31', '2029-01-29', '2030-01-28']

/** Anniversary days close the place a parcel starts from, not the whole country. */
const local: Record<string, readonly string[]> = {
  'NZ/Auckland': auckland,
  'NZ/Hamilton': auckland,
  'NZ/Tauranga': auckland,
}

/** Holidays of a country (ISO 3166-1 alpha-2), and of a city in it if one is named; empty where none are known. */
export function publicHolidays(country: string, city?: string): readonly string[] {
  return [...(national[country] ?? []), ...(local[`${country}/${city}`] ?? [])]
}
