import { Demo } from '@/components/demo'
import type { ArticleView } from '@/lib/content/article-view'
import { longDate } from '../../../long-date'

type Person = NonNullable<ArticleView['author']>

/** Title, and who says it: writer, reviewer, dates, what the shop earns, how long it takes. */
export function Opening(props: { article: ArticleView; timeZone: string; sells: boolean }) {
  const { article, timeZone, sells } = props
  const { author, reviewer, publishedAt, reviewedAt, readingMinutes } = article
  const date = (iso: string) => <time dateTime={iso}>{longDate(iso, timeZone)}</time>
  return (
    <header className="opening">
      <h1>{article.title}</h1>
      {article.standfirst ? <p className="standfirst">{article.standfirst}</p> : null}
      <dl className="byline">
        {author ? (
          <div>
            <dt>Written by</dt>
            <dd>
              <a className="quiet" href="#writer">
                <Named person={author} />
              </a>
            </dd>
          </div>
        ) : null}
        {reviewer ? (
          <div>
            <dt>Reviewed by</dt>
            <dd>
              <Named person={reviewer} />
            </dd>
          </div>
        ) : null}
        <div>
          <dt>Published</dt>
          <dd>
            {date(publishedAt)}
            {reviewer && reviewedAt ? <>, reviewed {date(reviewedAt)}</> : null}
          </dd>
        </div>
        {sells ? (
          <div>
            <dt>Declared</dt>
            <dd>We make the products mentioned here</dd>
          </div>
        ) : null}
        <div>
          <dt>Reading time</dt>
          <dd>
            {readingMinutes} {readingMinutes === 1 ? 'minute' : 'minutes'}
          </dd>
        </div>
      </dl>
    </header>
  )
}

/** "Name, credential" */
export function Named({ person }: { person: Person }) {
  return (
    <>
      <Demo when={person.demo}>{person.name}</Demo>
      {person.credential ? (
        <>
          , <Demo when={person.demo}>{person.credential}</Demo>
        </>
      ) : null}
    </>
  )
}
