import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getCollection } from '@/lib/catalog/cached'
import { cursorOf } from '../../../../cursor'
import { missing } from '../../../../missing'
import { pageMetadata } from '../../../../page-metadata'
import { CollectionPage } from '../../collection-page'

export function generateStaticParams() {
  return []
}

type Props = { params: Promise<{ handle: string; id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { handle, id } = await params
  const collection = (await getCollection(handle)) ?? (await missing(`/collections/${handle}/after/${id}`))
  return pageMetadata({ title: `${collection.title}, more`, path: `/collections/${handle}/after/${id}` })
}

export default async function MoreOfCollection({ params }: Props) {
  const { handle, id } = await params
  const after = cursorOf(id)
  if (after === undefined) notFound()
  const collection = (await getCollection(handle)) ?? (await missing(`/collections/${handle}/after/${id}`))
  return <CollectionPage collection={collection} after={after} />
}
