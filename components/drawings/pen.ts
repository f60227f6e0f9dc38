/**
 * Writes SVG path data in the fewest characters: relative, rounded, no needless separators. A drawing is sent twice,
 * as HTML and in React's payload, so its length counts double. Units are those of the drawing's viewBox.
 */

/** Joins numbers as path data: "12 4-3.5". Rounds to `digits` after the point. */
export function numbers(digits: number, ...values: number[]): string {
  return values
    .map((value, index) => {
      const text = String(Number(value.toFixed(digits)) || 0).replace(/^(-?)0\./, '$1.')
      return index === 0 || text.startsWith('-') ? text : ` ${text}`
    })
    .join('')
}

/** The strokes at one precision: whole units for fields of small marks, one decimal for drawings. */
export function pen(digits: number) {
  const n = (...values: number[]) => numbers(digits, ...values)

  /** A seed or leaf around (x, y): two mirrored curves, `length` along `angle` (radians), `width` across. */
  function lens(x: number, y: number, length: number, width: number, angle: number): string {
    const [hx, hy] = [(Math.cos(angle) * length) / 2, (Math.sin(angle) * length) / 2]
    const [nx, ny] = [-Math.sin(angle) * width, Math.cos(angle) * width]
    const back = n(-hx - nx, -hy - ny, -2 * hx, -2 * hy)
    return `M${n(x - hx, y - hy)}q${n(hx + nx, hy + ny, 2 * hx, 2 * hy)}q${back}z`
  }

  function line(x: number, y: number, toX: number, toY: number): string {
    return `M${n(x, y)}l${n(toX - x, toY - y)}`
  }

  function curve(x: number, y: number, viaX: number, viaY: number, toX: number, toY: number): string {
    return `M${n(x, y)}q${n(viaX - x, viaY - y, toX - x, toY - y)}`
  }

  /** An arc can't end where it began, so it stops a hair short and closes. */
  function ellipse(x: number, y: number, a: number, b = a): string {
    return `M${n(x - a, y)}a${n(a, b)} 0 1 0 0-.1z`
  }

  return { lens, line, curve, ellipse }
}
