import type { Metadata } from 'next'
import { getBlog } from '@/lib/content/cached'
import { missing } from '../../missing'
import { pageMetadata } from '../../page-metadata'
import { BlogPage } from './blog-page'

export function generateStaticParams() {
  return []
}

type Props = { params: Promise<{ blog: string }> }

async function find(params: Props['params']) {
  const { blog } = await params
  return (await getBlog(blog)) ?? (await missing(`/blogs/${blog}`))
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const blog = await find(params)
  const path = `/blogs/${blog.handle}`
  return pageMetadata({
    title: blog.seoTitle ?? blog.title,
    path,
    description: blog.seoDescription ?? blog.description,
    feed: { path: `${path}/feed.atom`, title: blog.title },
  })
}

export default async function Blog({ params }: Props) {
  return <BlogPage blog={await find(params)} before={null} />
}
