import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getProductPage } from '@/lib/catalog/cached'
import { AllProducts } from '../../../[[...path]]/all-products'
import { cursorOf } from '../../../cursor'
import { pageMetadata } from '../../../page-metadata'

export function generateStaticParams() {
  return []
}

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params
  return pageMetadata({ title: 'Shop, more products', path: `/products/after/${id}` })
}

/** The pages of /products after the first: made once like every other, which a query string would prevent. */
export default async function MoreProducts({ params }: Props) {
  const after = cursorOf((await params).id)
  if (after === undefined) notFound()
  const { products } = await getProductPage(after)
  if (products.length === 0) notFound()
  return <AllProducts after={after} />
}
