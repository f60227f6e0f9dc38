import type { ArticleView } from '@/lib/content/article-view'
import { type ArticleSort, readArticleId, readArticles } from '@/lib/content/articles'
import type { BlogView } from '@/lib/content/blogs'
import { pictureOfArticle } from '@/lib/media/pictures'
import { listArticles } from '@/lib/search/list-written'
import { keysetConnection, type PageArguments } from './connection'
import type { Context } from './context'
import { gid } from './ids'
import { toImage } from './image'
import { toMetafields } from './metafields'
import { articleToHtml, oneLine, toHtml, toLine, toPlain, toSeconds, truncated } from './text'

export type ArticleArguments = PageArguments & { sortKey: ArticleSort; query?: string | null }

export function toArticle(article: ArticleView, context: Context) {
  const url = context.site + article.url
  const author = toAuthor(article.author)
  return {
    __typename: 'Article' as const,
    ...toMetafields(`article:${article.id}`, context),
    id: gid('Article', article.id),
    handle: article.handle,
    title: article.title,
    content: ({ truncateAt }: { truncateAt?: number | null }) => truncated(toLine(article.body), truncateAt),
    contentHtml: () => articleToHtml(article, context),
    excerpt: ({ truncateAt }: { truncateAt?: number | null }) =>
      truncated(oneLine(article.standfirst), truncateAt),
    excerptHtml: () => toHtml(article.standfirst, context),
    image: toImage('ArticleImage', pictureOfArticle(article, context.shop), context),
    tags: article.tags,
    author,
    authorV2: author,
    blog: async () => {
      const blog = (await context.blogs()).find(({ id }) => id === article.blog.id)
      if (!blog) throw new Error(`the blog of article ${article.id} is gone`)
      return toBlog(blog, context)
    },
    onlineStoreUrl: url,
    trackingParameters: null,
    seo: { title: article.seoTitle, description: article.seoDescription },
    publishedAt: toSeconds(article.publishedAt),
  }
}

/** Whoever wrote it; an article without an author is the shop's own. */
function toAuthor(author: Pick<NonNullable<ArticleView['author']>, 'name' | 'bio'> | null) {
  const name = author?.name ?? ''
  const [firstName = '', ...rest] = name.split(' ')
  // Writers have no public address.
  return { name, firstName, lastName: rest.join(' '), email: '', bio: author ? toPlain(author.bio) : null }
}

export function toBlog(blog: BlogView, context: Context) {
  return {
    __typename: 'Blog' as const,
    id: gid('Blog', blog.id),
    handle: blog.handle,
    title: blog.title,
    onlineStoreUrl: `${context.site}/blogs/${blog.handle}`,
    seo: { title: blog.seoTitle, description: blog.seoDescription },
    authors: async () => (await context.authors(blog.id)).map(toAuthor),
    articles: (args: ArticleArguments) => articleConnection(blog.id, args, context),
    articleByHandle: async ({ handle }: { handle: string }) => {
      const id = await readArticleId(blog.handle, handle)
      const [article] = id === null ? [] : await readArticles([id])
      return article ? toArticle(article, context) : null
    },
  }
}

/** Articles of one blog, or (null) of all. */
export function articleConnection(blogId: string | null, args: ArticleArguments, context: Context) {
  return keysetConnection(
    args,
    (page) => listArticles(blogId, args.query ?? null, args.sortKey, page),
    readArticles,
    (article) => toArticle(article, context),
  )
}
