type Heading = { id: string; text: string; depth: 2 | 3 | 4 }

/** The contents list: a fold on a phone, open beside the text where there is a margin. Chapters only. */
export function Contents({ headings, references }: { headings: Heading[]; references: boolean }) {
  const chapters = headings.filter(({ depth }) => depth === 2)
  if (chapters.length < 2) return null
  return (
    <details className="contents">
      <summary>On this page</summary>
      <nav aria-label="On this page">
        <ol>
          {chapters.map(({ id, text }) => (
            <li key={id}>
              <a className="quiet" href={`#${id}`}>
                {text}
              </a>
            </li>
          ))}
          {references ? (
            <li>
              <a className="quiet" href="#references">
                References
              </a>
            </li>
          ) : null}
        </ol>
      </nav>
    </details>
  )
}
