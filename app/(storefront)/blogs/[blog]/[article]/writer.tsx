import { ArticleBody } from '@/components/article/article-body'
import { Demo } from '@/components/demo'
import type { ArticleView } from '@/lib/content/article-view'
import { parseArticle } from '@/lib/content/markdown'
import { Named } from './opening'

/** Who wrote it and who checked it, with what they have to gain. */
export function Writer({ article: { author, reviewer } }: { article: ArticleView }) {
  if (!author) return null
  return (
    <section className="writer" id="writer" aria-labelledby="h-writer">
      <h2 id="h-writer">
        About <Demo when={author.demo}>{author.name}</Demo>
      </h2>
      <ArticleBody blocks={parseArticle(author.bio).root.children} />
      {reviewer ? (
        <p>
          Reviewed by <Named person={reviewer} />.
        </p>
      ) : null}
    </section>
  )
}
