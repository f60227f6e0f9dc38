import type { Metadata } from 'next'
import { requireStaffPage } from '@/lib/auth/session'
import { Desk } from '../desk'
import { firstValues, type SearchParams, withQuery } from '../search-params'
import { ProductList } from './product-list'
import { productQuery } from './product-query'

export const metadata: Metadata = { title: 'Products' }

export default async function ProductsPage({ searchParams }: { searchParams: SearchParams }) {
  const query = productQuery(await firstValues(searchParams))
  const staff = await requireStaffPage(withQuery('/admin/products', query))
  return (
    <Desk staff={staff} current="products">
      <ProductList query={query} />
    </Desk>
  )
}
