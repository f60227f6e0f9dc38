import type { Metadata } from 'next'
import { getPage } from '@/lib/content/cached'
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
  return (await getPage(handle)) ?? (await missing(`/pages/${handle}`))
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const page = await find(params)
  return pageMetadata({
    title: page.seoTitle ?? page.title,
    path: `/pages/${page.handle}`,
    description: page.seoDescription ?? plainText(page.body),
  })
}

export default async function ContentPage({ params }: Props) {
  return <TextPage page={await find(params)} />
}
