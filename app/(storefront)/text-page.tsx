import { ArticleBody } from '@/components/article/article-body'
import { Crumbs } from '@/components/crumbs'
import { parseArticle } from '@/lib/content/markdown'
import type { PageView } from '@/lib/content/pages'

/** A page or policy: a title and its text, nothing beside it. */
export function TextPage({ page }: { page: PageView }) {
  return (
    <main id="main" className="wrap">
      <Crumbs trail={[{ title: 'Home', href: '/' }, { title: page.title }]} />
      <article className="leaf">
        <header className="heading">
          <h1>{page.title}</h1>
        </header>
        <div className="prose">
          <ArticleBody blocks={parseArticle(page.body).root.children} />
        </div>
      </article>
    </main>
  )
}
