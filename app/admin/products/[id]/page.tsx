import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Notice } from '@/components/notice'
import { lastChange } from '@/lib/auth/audit'
import { requireStaffPage } from '@/lib/auth/session'
import { getAdminProduct } from '@/lib/catalog/admin-product'
import { idText } from '@/lib/catalog/product-edit'
import { shorten, wordsForSearch } from '@/lib/content/search-words'
import { Desk } from '../../desk'
import { DoneNotice } from '../../done-notice'
import { firstValues, type SearchParams, withQuery } from '../../search-params'
import { When } from '../../when'
import { ProductList } from '../product-list'
import { productQuery } from '../product-query'
import { ProductForm } from './product-form'
import { StatusForms } from './status-forms'
import { StockForm } from './stock-form'

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Product ${(await params).id}` }
}

/** The list with one product open beside it; a phone shows the product alone. */
export default async function ProductPage({ params, searchParams }: Props) {
  const { id } = await params
  const values = await firstValues(searchParams)
  const query = productQuery(values)
  const staff = await requireStaffPage(`/admin/products/${id}`)
  const product = idText.safeParse(id).success ? await getAdminProduct(id) : null
  if (!product) notFound()
  const last = await lastChange('product', id)
  const unwritten = wordsForSearch(product)
  return (
    <Desk staff={staff} current="products" className="bench">
      <ProductList query={query} current={id} />
      <section className="panel" aria-labelledby="open-product">
        <p className="back">
          <a href={withQuery('/admin/products', query)}>Back to products</a>
        </p>
        <h1 id="open-product">{product.title}</h1>
        <DoneNotice word={values.done} />
        {product.isSupplement && !product.labelConfirmed ? (
          <Notice>
            <p>
              <b>Label not confirmed.</b> The shop shows “see pack” until someone has checked the panel
              against a pack in hand.
            </p>
          </Notice>
        ) : null}
        <ProductForm
          product={product}
          unwritten={{ title: unwritten.title, description: shorten(unwritten.description) }}
          requestKey={randomUUID()}
        />
        {product.stock.map((item) => (
          <StockForm key={item.id} productId={product.id} item={item} requestKey={randomUUID()} />
        ))}
        <StatusForms product={product} requestKey={randomUUID()} />
        <p className="small">
          {last ? (
            <>
              Last change: {last.actor}, <When at={last.at} />.{' '}
            </>
          ) : (
            'Not changed since it came into the shop. '
          )}
          <a href={withQuery('/admin/history', { subject: 'product', id })}>All changes</a>
          {product.status === 'active' ? (
            <>
              {' · '}
              <a href={`/products/${product.handle}`}>Look at it in the shop</a>
            </>
          ) : null}
        </p>
      </section>
    </Desk>
  )
}
