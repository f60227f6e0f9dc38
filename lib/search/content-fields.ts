import { Prisma } from '@/prisma/generated/client'
import {
  dateMatch,
  type FieldMatch,
  idMatch,
  type Searchable,
  type Titles,
  textMatch,
  titleMatch,
} from './compile-query'

// What can be searched of what is written: the fields the Storefront API documents, and `id` and `handle`.

/** Documented, and something this shop does not record: it asks for nothing. */
const notKept: FieldMatch = () => undefined

const tag: FieldMatch = (value, _, prefix) => {
  const wanted = Prisma.sql`lower(${value.trim()})`
  return Prisma.sql`EXISTS (SELECT FROM unnest(article.tags) AS tag
    WHERE ${prefix ? Prisma.sql`starts_with(lower(tag), ${wanted})` : Prisma.sql`lower(tag) = ${wanted}`})`
}

const titlesOf = (title: Prisma.Sql): Titles => ({ title, begun: true })
const titles = {
  article: titlesOf(Prisma.sql`article.title`),
  page: titlesOf(Prisma.sql`page.title`),
  collection: titlesOf(Prisma.sql`collection.title`),
  blog: titlesOf(Prisma.sql`blog.title`),
  redirect: titlesOf(Prisma.sql`(redirect.path || ' ' || redirect.target)`),
}

const author = textMatch(
  Prisma.sql`coalesce((SELECT name FROM author WHERE author.id = article.author_id), '')`,
)

export const searchableArticles: Searchable = {
  words: Prisma.sql`article.words`,
  titles: titles.article,
  fields: new Map<string, FieldMatch>([
    ['author', author],
    ['blog_title', textMatch(Prisma.sql`(SELECT title FROM blog WHERE blog.id = article.blog_id)`)],
    // When readers could first see it.
    ['created_at', dateMatch(Prisma.sql`article.published_at`)],
    ['handle', textMatch(Prisma.sql`article.handle`)],
    ['id', idMatch(Prisma.sql`article.id`)],
    ['tag', tag],
    [
      'tag_not',
      (...given) => {
        const has = tag(...given)
        return has && Prisma.sql`NOT ${has}`
      },
    ],
    ['title', titleMatch(Prisma.sql`article.words`, titles.article)],
    ['updated_at', dateMatch(Prisma.sql`article.updated_at`)],
  ]),
}

export const searchablePages: Searchable = {
  words: Prisma.sql`page.words`,
  titles: titles.page,
  fields: new Map<string, FieldMatch>([
    ['created_at', dateMatch(Prisma.sql`page.created_at`)],
    ['handle', textMatch(Prisma.sql`page.handle`)],
    ['id', idMatch(Prisma.sql`page.id`)],
    ['title', titleMatch(Prisma.sql`page.words`, titles.page)],
    ['updated_at', dateMatch(Prisma.sql`page.updated_at`)],
  ]),
}

export const searchableCollections: Searchable = {
  words: Prisma.sql`collection.words`,
  titles: titles.collection,
  fields: new Map<string, FieldMatch>([
    ['collection_type', notKept],
    ['handle', textMatch(Prisma.sql`collection.handle`)],
    ['id', idMatch(Prisma.sql`collection.id`)],
    ['title', titleMatch(Prisma.sql`collection.words`, titles.collection)],
    ['updated_at', dateMatch(Prisma.sql`collection.updated_at`)],
  ]),
}

/** There are few: their words need no index. */
export const searchableBlogs: Searchable = {
  words: Prisma.sql`public.search_words(blog.title, 'A')`,
  titles: titles.blog,
  fields: new Map<string, FieldMatch>([
    ['created_at', notKept],
    ['handle', textMatch(Prisma.sql`blog.handle`)],
    ['id', idMatch(Prisma.sql`blog.id`)],
    ['title', titleMatch(Prisma.sql`public.search_words(blog.title, 'A')`, titles.blog)],
    ['updated_at', dateMatch(Prisma.sql`blog.updated_at`)],
  ]),
}

/** By the index: Hydrogen asks for one path at each of its misses, with the query of the address behind it. */
const path: FieldMatch = (value, _, prefix) => {
  const [wanted = ''] = value.split('?')
  return prefix ? Prisma.sql`starts_with(redirect.path, ${wanted})` : Prisma.sql`redirect.path = ${wanted}`
}

export const searchableRedirects: Searchable = {
  words: Prisma.sql`public.search_words(redirect.path || ' ' || redirect.target, 'A')`,
  titles: titles.redirect,
  fields: new Map<string, FieldMatch>([
    ['created_at', notKept],
    ['id', idMatch(Prisma.sql`redirect.id`)],
    ['path', path],
    ['target', textMatch(Prisma.sql`redirect.target`)],
  ]),
}
