import { ArticleIndex } from '@/components/article-index'
import { ButtonLink } from '@/components/button'
import { Demo } from '@/components/demo'
import { PlantPlate } from '@/components/drawings/plant-plate'
import { JsonLd } from '@/components/json-ld'
import { Shelf } from '@/components/shelf'
import { getCollection, getCollectionPage, getProductPage } from '@/lib/catalog/cached'
import type { ProductView } from '@/lib/catalog/product-view'
import type { ArticleCard } from '@/lib/content/article-view'
import { getNewest, getShop } from '@/lib/content/cached'
import { env } from '@/lib/env'
import { AddButton } from '../add-button'
import { toIndexEntry } from '../index-entry'
import { longDate } from '../long-date'
import { pageMetadata } from '../page-metadata'
import { toCardProduct } from '../product-offer'
import { organization } from '../structured-data'

export async function homeMetadata() {
  const shop = await getShop()
  return pageMetadata({ title: shop.name, path: '/', description: shop.description, absoluteTitle: true })
}

/** The newest article first, then what we make, then the rest of the journal. */
export async function Home() {
  const [shop, [lead, ...others], products] = await Promise.all([getShop(), getNewest(6), frontProducts()])
  return (
    <main id="main">
      <JsonLd data={organization({ url: env().siteUrl, shop })} />
      {lead ? <Lead article={lead} timeZone={shop.timeZone} /> : <h1 className="wrap">{shop.name}</h1>}
      {products.length > 0 ? (
        <section className="pantry" aria-labelledby="h-pantry">
          <h2 className="unseen" id="h-pantry">
            What we make
          </h2>
          <div className="wrap">
            {products.map((product, index) => {
              const card = toCardProduct(product)
              return card ? (
                <Shelf
                  key={product.id}
                  product={card}
                  lesser={index > 0}
                  action={<AddButton product={product} />}
                />
              ) : null
            })}
          </div>
        </section>
      ) : null}
      {others.length > 0 ? (
        <section className="wrap elsewhere" aria-labelledby="h-more">
          <h2 id="h-more">From the journal</h2>
          <ArticleIndex wide articles={others.map(toIndexEntry)} />
        </section>
      ) : null}
    </main>
  )
}

/** Two: a large one and a lesser one. The collection `frontpage` says which, else the first of all. */
async function frontProducts(): Promise<ProductView[]> {
  const chosen = await getCollection('frontpage')
  const { products } = chosen ? await getCollectionPage(chosen.id, null) : await getProductPage(null)
  return products.slice(0, 2)
}

function Lead({ article, timeZone }: { article: ArticleCard; timeZone: string }) {
  const { url, title, standfirst, publishedAt, readingMinutes, author, reviewer, blog } = article
  return (
    <article className="wrap lead" aria-labelledby="lead">
      <div>
        <p className="small">
          New in the {blog.title.toLowerCase()},{' '}
          <time dateTime={publishedAt}>{longDate(publishedAt, timeZone)}</time>
        </p>
        <h1 id="lead">
          <a href={url}>{title}</a>
        </h1>
        <p className="standfirst">{standfirst}</p>
        {author ? (
          <p className="byline">
            By <Demo when={author.demo}>{author.name}</Demo>
            {reviewer ? (
              <>
                , reviewed by <Demo when={reviewer.demo}>{reviewer.name}</Demo>
              </>
            ) : null}
          </p>
        ) : null}
        <ButtonLink href={url}>
          Read it, {readingMinutes} {readingMinutes === 1 ? 'minute' : 'minutes'}
        </ButtonLink>
      </div>
      <PlantPlate caption="Plate 1. Twenty kinds of plants from one ordinary week." />
    </article>
  )
}
