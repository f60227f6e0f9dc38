import { ArticleIndex } from '@/components/article-index'
import type { ArticleCard } from '@/lib/content/article-view'
import type { PageView } from '@/lib/content/pages'
import { addressOf, type Choices } from '../find/choices'
import { toIndexEntry } from '../index-entry'
import type { FoundWritten } from './find-written'

/** What there is to read beside the products: the best of each kind, and the way to all of it. */
export function ToRead(props: {
  read: { articles: ArticleCard[]; pages: PageView[]; more: Record<'article' | 'page', boolean> }
  choices: Choices
  beside: boolean
}) {
  const { read, choices, beside } = props
  if (read.articles.length === 0 && read.pages.length === 0) return null
  const all = (written: 'article' | 'page') => addressOf('/search', { ...choices, written }, null)
  return (
    <section aria-labelledby="h-read" className={beside ? 'elsewhere' : undefined}>
      <h2 id="h-read">To read</h2>
      <div>
        {read.articles.length > 0 ? <ArticleIndex wide articles={read.articles.map(toIndexEntry)} /> : null}
        {read.more.article ? (
          <p className="onward">
            <a href={all('article')}>Show all articles</a>
          </p>
        ) : null}
        <PageList pages={read.pages} />
        {read.more.page ? (
          <p className="onward">
            <a href={all('page')}>Show all pages</a>
          </p>
        ) : null}
      </div>
    </section>
  )
}

/** All articles or all pages that were found, a page of them at a time. */
export function AllWritten({ found, choices }: { found: FoundWritten; choices: Choices }) {
  const { kind, articles, pages, next } = found
  const everything = addressOf('/search', { ...choices, written: null }, null)
  return (
    <section aria-labelledby="h-written" className="written">
      <h2 id="h-written">{kind === 'article' ? 'Articles' : 'Pages'}</h2>
      {articles.length > 0 ? <ArticleIndex wide articles={articles.map(toIndexEntry)} /> : null}
      <PageList pages={pages} />
      {articles.length + pages.length === 0 ? <p>There is nothing here.</p> : null}
      {next ? (
        <p className="onward">
          <a href={addressOf('/search', choices, next)} rel="next">
            {kind === 'article' ? 'More articles' : 'More pages'}
          </a>
        </p>
      ) : null}
      <p>
        <a href={everything}>All that was found, products too</a>
      </p>
    </section>
  )
}

function PageList({ pages }: { pages: PageView[] }) {
  if (pages.length === 0) return null
  return (
    <ul className="plainlist">
      {pages.map(({ handle, title }) => (
        <li key={handle}>
          <a href={`/pages/${handle}`}>{title}</a>
        </li>
      ))}
    </ul>
  )
}
