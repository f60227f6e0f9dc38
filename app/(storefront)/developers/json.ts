/**
 * JSON as people set it: what fits on a line stands on one.
 * @param lead how much of its first line is taken already, by the indent and the name before it
 */
export function readableJson(value: unknown, width = 52, indent = '', lead = 0): string {
  const flat = JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ')
  if (flat.length + lead <= width || typeof value !== 'object' || value === null) return flat
  const inner = `${indent}  `
  const parts = Array.isArray(value)
    ? value.map((one) => inner + readableJson(one, width, inner, inner.length))
    : Object.entries(value).map(([name, one]) => {
        const start = `${inner}${JSON.stringify(name)}: `
        return start + readableJson(one, width, inner, start.length)
      })
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`
}
