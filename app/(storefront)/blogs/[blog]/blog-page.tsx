import { ArticleIndex } from '@/components/article-index'
import { Crumbs } from '@/components/crumbs'
import { EmptyState } from '@/components/empty-state'
import type { BlogView } from '@/lib/content/blogs'
import { getArticlePage } from '@/lib/content/cached'
import { toIndexEntry } from '../../index-entry'
import { missing } from '../../missing'

/** A blog from the article before `before` on, newest first; a later page with nothing on it is a miss. */
export async function BlogPage({ blog, before }: { blog: BlogView; before: string | null }) {
  const path = `/blogs/${blog.handle}`
  const { articles, next } = await getArticlePage(blog.id, before)
  if (before !== null && articles.length === 0) await missing(`${path}/before/${before}`)
  return (
    <main id="main" className="wrap" data-area="journal">
      <Crumbs trail={[{ title: 'Home', href: '/' }, { title: blog.title }]} />
      <header className="heading">
        <h1>{blog.title}</h1>
        {blog.description ? <p className="standfirst">{blog.description}</p> : null}
      </header>
      {articles.length > 0 ? (
        <ArticleIndex wide heading="h2" articles={articles.map(toIndexEntry)} />
      ) : (
        <EmptyState heading="h2" title="Nothing to read yet">
          <p>
            The first article is being written. <a href="/products">See the shop</a> meanwhile.
          </p>
        </EmptyState>
      )}
      {next ? (
        <p className="onward">
          <a href={`${path}/before/${next}`} rel="next">
            Older articles
          </a>
        </p>
      ) : null}
      <p className="small">
        <a href={`${path}/feed.atom`}>Follow along in a feed reader</a>
      </p>
    </main>
  )
}
