import { fieldFrom } from './field'

/** An article's pattern: whole on its own page (13 by 13 marks), its corner (6 by 6) in lists. Decoration, no name. */
export function Pattern({ handle, corner = false }: { handle: string; corner?: boolean }) {
  const marks = corner ? 6 : 13
  const { kind, width, height, outline, full, rare } = fieldFrom(handle, marks, marks)
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
