import type { Reference } from '@/lib/content/article-view'
import { sentenceEnd } from '@/lib/content/sentence-end'

/** Numbered as the text cites them, each with the sort of evidence it is and a way back. */
export function References({ references }: { references: Reference[] }) {
  if (references.length === 0) return null
  return (
    <section className="references" id="references" aria-labelledby="h-references">
      <h2 id="h-references">References</h2>
      <ol>
        {references.map(({ kind, title, source, url }, index) => (
          <li key={title} id={`r${index + 1}`}>
            {kind ? <span className="kind">{kind}</span> : null}
            <cite>{url ? <a href={url}>{title}</a> : title}</cite>
            {sentenceEnd(title)} {source}
            {source ? sentenceEnd(source) : null}{' '}
            <a href={`#c${index + 1}`} aria-label={`Back to reference ${index + 1} in the text`}>
              Back
            </a>
          </li>
        ))}
      </ol>
    </section>
  )
}
