import type { Metadata } from 'next'
import { missing } from '../missing'
import { AllProducts, allProductsMetadata } from './all-products'
import { CollectionList, collectionListMetadata } from './collection-list'
import { Home, homeMetadata } from './home'

/**
 * The front page, the lists without a parameter, and every address that nothing else answers.
 *
 * Next makes a page without parameters while it builds, and the build has no database. A page with parameters of
 * which none are named is made on its first request and is as static from then on, so these share an optional one.
 */
export function generateStaticParams() {
  return []
}

type Props = { params: Promise<{ path?: string[] }> }

const pages: Record<
  string,
  { Page: (props: { after?: null }) => Promise<React.ReactNode>; metadata: () => Promise<Metadata> }
> = {
  '': { Page: Home, metadata: homeMetadata },
  products: { Page: AllProducts, metadata: allProductsMetadata },
  collections: { Page: CollectionList, metadata: collectionListMetadata },
}

async function pageAt(params: Props['params']) {
  const { path = [] } = await params
  const address = path.join('/')
  return Object.hasOwn(pages, address) ? pages[address] : missing(`/${address}`)
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return (await pageAt(params))?.metadata() ?? {}
}

export default async function Page({ params }: Props) {
  const found = await pageAt(params)
  return found ? <found.Page /> : null
}
