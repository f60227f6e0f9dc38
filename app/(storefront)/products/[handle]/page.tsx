import type { Metadata } from 'next'
import { ArticleBody } from '@/components/article/article-body'
import { ArticleIndex } from '@/components/article-index'
import { Crumbs } from '@/components/crumbs'
import { JsonLd } from '@/components/json-ld'
import { LabelBlock } from '@/components/label-block'
import { RelatedProducts } from '@/components/related-products'
import { getProduct } from '@/lib/catalog/cached'
import type { ProductView } from '@/lib/catalog/product-view'
import { getArticlesAbout, getShop } from '@/lib/content/cached'
import { parseArticle } from '@/lib/content/markdown'
import type { Block } from '@/lib/content/markdown-tree'
import { wordsForSearch } from '@/lib/content/search-words'
import { env } from '@/lib/env'
import { picturesOfProduct } from '@/lib/media/pictures'
import { getRecommendations } from '@/lib/search/cached'
import { deliveryOffer } from '../../home-delivery'
import { toIndexEntry } from '../../index-entry'
import { missing } from '../../missing'
import { pageMetadata } from '../../page-metadata'
import { chosenVariant, toCardProduct } from '../../product-offer'
import { breadcrumbs, organization, productData } from '../../structured-data'
import { BeforeYouOrder } from './before-you-order'
import { BuyBox } from './buy-box'
import { labelFacts } from './label-facts'
import { Portrait } from './portrait'

export function generateStaticParams() {
  return []
}

type Props = { params: Promise<{ handle: string }> }

async function find(params: Props['params']): Promise<ProductView> {
  const { handle } = await params
  return (await getProduct(handle)) ?? (await missing(`/products/${handle}`))
}

const summaryOf = (product: ProductView) => product.seoDescription ?? wordsForSearch(product).description

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const product = await find(params)
  return pageMetadata({
    title: product.seoTitle ?? wordsForSearch(product).title,
    path: `/products/${product.handle}`,
    description: summaryOf(product),
    image: { path: `/products/${product.handle}/og.png`, alt: `${product.title}, drawn` },
  })
}

export default async function ProductPage({ params }: Props) {
  const product = await find(params)
  const variant = chosenVariant(product)
  const [shop, articles, kin, offer] = await Promise.all([
    getShop(),
    getArticlesAbout(product.id),
    getRecommendations(product.id),
    variant ? deliveryOffer(variant) : null,
  ])
  const related = kin.flatMap((other) => toCardProduct(other) ?? [])
  const site = { url: env().siteUrl, shop }
  const trail = [
    { title: 'Home', href: '/' },
    { title: 'Shop', href: '/products' },
  ]
  const facts = labelFacts(product)
  const description = parseArticle(product.description).root.children
  return (
    <main id="main" className="wrap" data-area="shop">
      <JsonLd
        data={[
          organization(site),
          productData(site, product, {
            description: summaryOf(product),
            images: picturesOfProduct(product).map(({ path, version }) => `${path}?v=${version}`),
            delivery: offer?.rate ? { country: offer.country, rate: offer.rate } : null,
          }),
          breadcrumbs(site, [...trail, { title: product.title, href: `/products/${product.handle}` }]),
        ]}
      />
      <Crumbs trail={[...trail, { title: product.title }]} />
      <div className="product">
        <Portrait product={product} />
        <BuyBox product={product} offer={offer} shop={shop} />
      </div>
      <div className="beneath">
        {product.isSupplement ? (
          <LabelBlock id="h-label" confirmed={product.labelConfirmed} facts={facts} />
        ) : (
          <About>{description}</About>
        )}
        <div>
          {product.isSupplement && description.length > 0 ? <About>{description}</About> : null}
          {articles.length > 0 ? (
            <section aria-labelledby="h-read">
              <h2 id="h-read" className={product.isSupplement && description.length > 0 ? 'gap' : undefined}>
                Read about it
              </h2>
              <ArticleIndex articles={articles.map(toIndexEntry)} />
            </section>
          ) : null}
          {related.length > 0 ? (
            <section aria-labelledby="h-kin">
              <h2 id="h-kin" className="gap">
                Goes with it
              </h2>
              <RelatedProducts products={related} />
            </section>
          ) : null}
          <BeforeYouOrder shop={shop} offer={offer} />
        </div>
      </div>
    </main>
  )
}

function About({ children }: { children: Block[] }) {
  if (children.length === 0) return <div />
  return (
    <section aria-labelledby="h-about">
      <h2 id="h-about">About it</h2>
      <div className="prose">
        <ArticleBody blocks={children} />
      </div>
    </section>
  )
}
