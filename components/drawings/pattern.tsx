import { fieldFrom } from './field'

/** An article's pattern: whole on its own page, its corner in lists. Decoration, no name. */
export function Pattern({ handle, corner = false }: { handle: string; corner?: boolean }) {
  const side = corner ? 216 : 468
  const { kind, width, height, outline, full, rare } = fieldFrom(handle, side, side)
  return (
    <svg
      className={`pattern pattern--${kind}`}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      preserveAspectRatio="xMidYMid slice"
    >
      <path d={outline} />
      <path className="full" d={full} />
      <path className="rare" d={rare} />
    </svg>
  )
}
