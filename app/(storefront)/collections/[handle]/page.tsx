import type { Metadata } from 'next'
import { getCollection } from '@/lib/catalog/cached'
import { plainText } from '@/lib/content/markdown'
import { missing } from '../../missing'
import { pageMetadata } from '../../page-metadata'
import { CollectionPage } from './collection-page'

export function generateStaticParams() {
  return []
}

type Props = { params: Promise<{ handle: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { handle } = await params
  const collection = (await getCollection(handle)) ?? (await missing(`/collections/${handle}`))
  return pageMetadata({
    title: collection.seoTitle ?? collection.title,
    path: `/collections/${handle}`,
    description: collection.seoDescription ?? plainText(collection.description),
  })
}

export default async function Collection({ params }: Props) {
  const { handle } = await params
  const collection = (await getCollection(handle)) ?? (await missing(`/collections/${handle}`))
  return <CollectionPage collection={collection} after={null} />
}
