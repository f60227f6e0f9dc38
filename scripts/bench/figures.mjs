// The arithmetic of the benchmark and its table; no I/O.

/**
 * @typedef {{ measure: string, value: string, yardstick?: string | undefined, ratio?: string | undefined,
 *   bar?: string | undefined, holds?: boolean | undefined }} Row `holds` only where there is a bar
 */

/** @param {number[]} numbers at least one */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  if (sorted.length === 0) throw new RangeError('no median of nothing')
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

/** The smallest number that at least `share` of them do not exceed. @param {number[]} numbers @param {number} share 0 to 1 */
export function percentile(numbers, share) {
  const sorted = numbers.toSorted((a, b) => a - b)
  if (sorted.length === 0) throw new RangeError('no percentile of nothing')
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}

/** A number as people read it: three figures at most below a thousand, none behind the point above. @param {number} number */
export function figure(number) {
  if (Math.abs(number) >= 100) return Math.round(number).toLocaleString('en')
  return String(Number(number.toPrecision(number < 10 ? 2 : 3)))
}

/** @param {number} ratio */
const twoDigits = (ratio) => ratio.toFixed(2)

/**
 * A row that compares with a yardstick.
 * @param {string} measure
 * @param {{ value: number, yardstick: number, unit: string, most?: number, least?: number }} figures the bar is on the ratio
 * @returns {Row}
 */
export function compared(measure, { value, yardstick, unit, most, least }) {
  const ratio = value / yardstick
  return {
    measure,
    value: `${figure(value)} ${unit}`,
    yardstick: `${figure(yardstick)} ${unit}`,
    ratio: twoDigits(ratio),
    ...(most !== undefined && { bar: `≤ ${twoDigits(most)}×`, holds: ratio <= most }),
    ...(least !== undefined && { bar: `≥ ${twoDigits(least)}×`, holds: ratio >= least }),
  }
}

/**
 * A row that stands for itself.
 * @param {string} measure
 * @param {{ value: number, unit?: string, most?: number, least?: number, yardstick?: number }} figures
 * @returns {Row}
 */
export function plain(measure, { value, unit = '', most, least, yardstick }) {
  const say = (/** @type {number} */ number) => `${figure(number)} ${unit}`.trim()
  return {
    measure,
    value: say(value),
    ...(yardstick !== undefined && { yardstick: say(yardstick) }),
    ...(most !== undefined && { bar: `≤ ${say(most)}`, holds: value <= most }),
    ...(least !== undefined && { bar: `≥ ${say(least)}`, holds: value >= least }),
  }
}

/** A Markdown table that a terminal shows in columns too. @param {Row[]} rows */
export function table(rows) {
  const head = ['measure', 'value', 'yardstick', 'ratio', 'bar', '']
  const verdict = (/** @type {Row} */ { holds }) => (holds === undefined ? '' : holds ? 'holds' : 'MISSES')
  const cells = rows.map((row) => [
    row.measure,
    row.value,
    row.yardstick ?? '',
    row.ratio ?? '',
    row.bar ?? '',
    verdict(row),
  ])
  const widths = head.map((name, column) =>
    Math.max(3, name.length, ...cells.map((row) => row[column]?.length ?? 0)),
  )
  const line = (/** @type {string[]} */ row) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n')
}
