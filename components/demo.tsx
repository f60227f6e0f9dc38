/** A dotted underline marks a value the brand has not confirmed; the strip at the top says so. */
export function Demo({ when = true, children }: { when?: boolean; children: React.ReactNode }) {
  return when ? <span className="demo">{children}</span> : children
}
