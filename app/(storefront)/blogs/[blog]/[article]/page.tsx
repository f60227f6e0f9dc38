import type { Metadata } from 'next'
import { ArticleBody } from '@/components/article/article-body'
import { ArticleIndex } from '@/components/article-index'
import { Crumbs } from '@/components/crumbs'
import { Pattern } from '@/components/drawings/pattern'
import { JsonLd } from '@/components/json-ld'
import { getProducts } from '@/lib/catalog/cached'
import type { ArticleView } from '@/lib/content/article-view'
import { getArticle, getRelatedArticles, getShop } from '@/lib/content/cached'
import { parseArticle } from '@/lib/content/markdown'
import { env } from '@/lib/env'
import { toIndexEntry } from '../../../index-entry'
import { missing } from '../../../missing'
import { pageMetadata } from '../../../page-metadata'
import { articleData, breadcrumbs, organization } from '../../../structured-data'
import { Contents } from './contents'
import { EmbeddedProduct, MentionedPrice } from './embedded-product'
import { Opening } from './opening'
import { References } from './references'
import { Writer } from './writer'

export function generateStaticParams() {
  return []
}

type Props = { params: Promise<{ blog: string; article: string }> }

async function find(params: Props['params']): Promise<ArticleView> {
  const { blog, article } = await params
  return (await getArticle(blog, article)) ?? (await missing(`/blogs/${blog}/${article}`))
}

const imageOf = (article: ArticleView) => `${article.url}/og.png`

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const article = await find(params)
  const { blog, author } = article
  return pageMetadata({
    title: article.seoTitle ?? article.title,
    path: article.url,
    description: article.seoDescription ?? article.standfirst,
    image: { path: imageOf(article), alt: `${article.title}, with the pattern of this article` },
    article: {
      publishedAt: article.publishedAt,
      updatedAt: article.updatedAt,
      authors: author && !author.demo ? [author.name] : [],
      topic: article.topic,
    },
    feed: { path: `/blogs/${blog.handle}/feed.atom`, title: blog.title },
  })
}

export default async function ArticlePage({ params }: Props) {
  const article = await find(params)
  const [shop, products, related] = await Promise.all([
    getShop(),
    getProducts(article.productIds),
    getRelatedArticles(article.id),
  ])
  const { root, headings } = parseArticle(article.body)
  const byHandle = new Map(products.map((product) => [product.handle, product]))
  const carded = root.children.flatMap((block) => (block.type === 'product' ? [block.handle] : []))
  const site = { url: env().siteUrl, shop }
  const trail = [
    { title: 'Home', href: '/' },
    { title: article.blog.title, href: `/blogs/${article.blog.handle}` },
  ]
  return (
    <main id="main" className="wrap" data-area="journal">
      <JsonLd
        data={[
          organization(site),
          articleData(site, article, { image: imageOf(article), products }),
          breadcrumbs(site, [...trail, { title: article.title, href: article.url }]),
        ]}
      />
      <Crumbs trail={[...trail, { title: article.title }]} />
      <article className="article">
        <div className="bookplate">
          <Pattern handle={article.handle} />
        </div>
        <Opening article={article} timeZone={shop.timeZone} sells={products.length > 0} />
        {article.keyPoints.length > 0 ? (
          <section className="inshort" aria-labelledby="inshort">
            <h2 id="inshort">In short</h2>
            <ul>
              {article.keyPoints.map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ul>
          </section>
        ) : null}
        <Contents headings={headings} references={article.references.length > 0} />
        <div className="prose">
          <ArticleBody
            blocks={root.children}
            card={(handle) => {
              const product = byHandle.get(handle)
              // One filled button a page: the first card's.
              const look = handle === carded[0] ? 'filled' : 'plain'
              return product ? (
                <EmbeddedProduct product={product} articleId={article.id} shop={shop} look={look} />
              ) : null
            }}
            mention={(handle) => {
              const product = byHandle.get(handle)
              if (!product) return undefined
              // Where a card stands in the text, the price is there.
              return carded.includes(handle) ? null : <MentionedPrice product={product} />
            }}
            disclosure={
              products.length > 0 ? (
                <p className="disclosure small">
                  We make the products mentioned here, and earn from them. Nobody paid for a place in this
                  article.
                </p>
              ) : null
            }
          />
        </div>
        <div className="after">
          <References references={article.references} />
          <Writer article={article} />
          {related.length > 0 ? (
            <section className="related" aria-labelledby="h-related">
              <h2 id="h-related">Read next</h2>
              <ArticleIndex articles={related.map(toIndexEntry)} />
              <p className="small">
                <a href={`/blogs/${article.blog.handle}`}>Back to {article.blog.title}</a>
              </p>
            </section>
          ) : null}
        </div>
      </article>
    </main>
  )
}
