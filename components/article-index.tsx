import { Pattern } from './drawings/pattern'

export type ArticleIndexEntry = {
  handle: string
  title: string
  href: string
  /** "Food" */
  topic?: string | null | undefined
  minutes: number
}

/** Articles as an index, not as cards: pattern, title, topic and reading time; the whole row is the target. */
export function ArticleIndex(props: {
  articles: ArticleIndexEntry[]
  wide?: boolean
  heading?: 'h2' | 'h3'
}) {
  const { articles, wide = false, heading: Heading = 'h3' } = props
  return (
    <ul className={wide ? 'index list' : 'index'}>
      {articles.map(({ handle, title, href, topic, minutes }) => (
        <li key={href}>
          <Pattern handle={handle} corner />
          <Heading>
            <a className="quiet" href={href}>
              {title}
            </a>
          </Heading>
          <p className="small">
            {topic ? `${topic}, ` : null}
            {minutes} {minutes === 1 ? 'minute' : 'minutes'}
          </p>
        </li>
      ))}
    </ul>
  )
}
