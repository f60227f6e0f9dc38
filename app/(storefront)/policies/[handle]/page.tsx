import type { Metadata } from 'next'
import { getPolicy } from '@/lib/content/cached'
import { plainText } from '@/lib/content/markdown'
import { missing } from '../../missing'
import { pageMetadata } from '../../page-metadata'
import { TextPage } from '../../text-page'

export function generateStaticParams() {
  return []
}

type Props = { params: Promise<{ handle: string }> }

async function find(params: Props['params']) {
  const { handle } = await params
  return (await getPolicy(handle)) ?? (await missing(`/policies/${handle}`))
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await find(params)
  return pageMetadata({
    title: page.seoTitle ?? page.title,
    path: `/policies/${page.handle}`,
    description: page.seoDescription ?? plainText(page.body),
  })
}

export default async function PolicyPage({ params }: Props) {
  return <TextPage page={await find(params)} />
}
