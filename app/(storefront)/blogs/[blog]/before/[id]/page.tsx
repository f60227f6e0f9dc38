import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getBlog } from '@/lib/content/cached'
import { cursorOf } from '../../../../cursor'
import { missing } from '../../../../missing'
import { pageMetadata } from '../../../../page-metadata'
import { BlogPage } from '../../blog-page'

export function generateStaticParams() {
  return []
}

type Props = { params: Promise<{ blog: string; id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { blog: handle, id } = await params
  const blog = (await getBlog(handle)) ?? (await missing(`/blogs/${handle}/before/${id}`))
  return pageMetadata({ title: `${blog.title}, older articles`, path: `/blogs/${handle}/before/${id}` })
}

export default async function OlderArticles({ params }: Props) {
  const { blog: handle, id } = await params
  const before = cursorOf(id)
  if (before === undefined) notFound()
  const blog = (await getBlog(handle)) ?? (await missing(`/blogs/${handle}/before/${id}`))
  return <BlogPage blog={blog} before={before} />
}
