import { Crumbs } from '@/components/crumbs'
import { Pattern } from '@/components/drawings/pattern'
import { EmptyState } from '@/components/empty-state'
import { getCollections } from '@/lib/catalog/cached'
import { getShop } from '@/lib/content/cached'
import { plainText } from '@/lib/content/markdown'
import { pageMetadata } from '../page-metadata'

export async function collectionListMetadata() {
  const shop = await getShop()
  return pageMetadata({
    title: 'Collections',
    path: '/collections',
    description: `What ${shop.name} puts together.`,
  })
}

/** /collections */
export async function CollectionList() {
  const collections = await getCollections()
  return (
    <main id="main" className="wrap" data-area="shop">
      <Crumbs trail={[{ title: 'Home', href: '/' }, { title: 'Collections' }]} />
      <header className="heading">
        <h1>Collections</h1>
      </header>
      {collections.length === 0 ? (
        <EmptyState heading="h2" title="No collections yet">
          <p>
            <a href="/products">See all products</a>
          </p>
        </EmptyState>
      ) : (
        <ul className="index">
          {collections.map(({ handle, title, description }) => (
            <li key={handle}>
              <Pattern handle={handle} corner />
              <h2>
                <a className="quiet" href={`/collections/${handle}`}>
                  {title}
                </a>
              </h2>
              <p className="small">{plainText(description)}</p>
            </li>
          ))}
        </ul>
      )}
    </main>
  )
}
