/**
 * Whose addresses are not complete without a state, province or prefecture, as their post has it
 * (https://github.com/google/libaddressinput, `require`). Nobody else is asked for one.
 */
const withRegion = new Set(
  'AS AU BR CA CN CR ES FM HN IN IQ IT JM JP KN KR MH MP MX PF PG PW RU SO SV TW US VE VI'.split(' '),
)

export function hasRegion(countryCode: string): boolean {
  return withRegion.has(countryCode)
}
