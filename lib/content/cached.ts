import { cache } from 'react'
import { tags } from '@/lib/cache'
import { cachedRead, findOrRemember, isHandle } from '@/lib/cached'
import type { ArticleCard, ArticleView } from './article-view'
import {
  articlesPerPage,
  readArticleCards,
  readArticleId,
  readArticleIds,
  readArticleIdsAbout,
  readArticles,
  readRelatedArticleIds,
} from './articles'
import { readBlogs } from './blogs'
import { readMenu } from './menus'
import { readPage } from './pages'
import { readPolicy } from './policies'
import { readRedirect } from './redirects'
import { readShop } from './shop'

// Reads for static pages. `cache` lets the metadata and the page of one request share a look-up.

export const getArticle = cache(async (blog: string, handle: string): Promise<ArticleView | null> => {
  if (!isHandle(blog) || !isHandle(handle)) return null
  const id = await findOrRemember(['article', blog, handle], tags.articles, () => readArticleId(blog, handle))
  return id === null ? null : ((await getArticles([id]))[0] ?? null)
})

/** Whole articles, for a feed. */
export const getArticles = (ids: string[]): Promise<ArticleView[]> =>
  cachedRead(['articles', ...ids], ids.map(tags.article), () => readArticles(ids))

const getCards = (ids: string[]): Promise<ArticleCard[]> =>
  cachedRead(['article-cards', ...ids], ids.map(tags.article), () => readArticleCards(ids))

/** Ids of the newest articles, of one blog or (null) of all. */
export const getNewestIds = (blogId: string | null, limit: number): Promise<string[]> =>
  cachedRead(['article-ids', blogId ?? '', '', String(limit)], [tags.articles], () =>
    readArticleIds(blogId, null, limit),
  )

export const getNewest = async (limit: number): Promise<ArticleCard[]> =>
  getCards(await getNewestIds(null, limit))

/** A page of a blog, newest first; `next` is where the following page starts before, null on the last. */
export async function getArticlePage(blogId: string, before: string | null) {
  const ids = await cachedRead(['article-page', blogId, before ?? ''], [tags.articles], () =>
    readArticleIds(blogId, before, articlesPerPage + 1),
  )
  const shown = ids.slice(0, articlesPerPage)
  return {
    articles: await getCards(shown),
    next: ids.length > articlesPerPage ? (shown.at(-1) ?? null) : null,
  }
}

export const getRelatedArticles = async (articleId: string): Promise<ArticleCard[]> =>
  getCards(
    await cachedRead(['related', articleId], [tags.articles, tags.article(articleId)], () =>
      readRelatedArticleIds(articleId, 3),
    ),
  )

export const getArticlesAbout = async (productId: string): Promise<ArticleCard[]> =>
  getCards(await cachedRead(['about', productId], [tags.articles], () => readArticleIdsAbout(productId, 4)))

export const getBlogs = () => cachedRead(['blogs'], [tags.articles], readBlogs)

export const getBlog = async (handle: string) =>
  (await getBlogs()).find((blog) => blog.handle === handle) ?? null

export const getPage = async (handle: string) =>
  isHandle(handle) ? cachedRead(['page', handle], [tags.page(handle)], () => readPage(handle)) : null

export const getPolicy = async (handle: string) =>
  isHandle(handle) ? cachedRead(['policy', handle], [tags.policy(handle)], () => readPolicy(handle)) : null

export const getMenu = (handle: string) => cachedRead(['menu', handle], [tags.menus], () => readMenu(handle))

export const getShop = () => cachedRead(['shop'], [tags.shop], readShop)

/** `path` as Next hands it out, decoded: it may hold anything, and what the table can't hold is not asked for. */
export const getRedirect = async (path: string) =>
  path.length <= 500 && /^[^\p{Cc}\p{Cs}\s]+$/u.test(path)
    ? cachedRead(['redirect', path], [tags.redirects], () => readRedirect(path))
    : null
