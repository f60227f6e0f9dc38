import type { Root } from 'mdast'
import { type PrismaTx, prismaTransaction } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import { articleDraftSchema } from './article-draft'
import { handlePattern, toHandle } from './handle'
import { cleanTree } from './import-clean'
import { readHtml } from './import-html'
import { readMarkdown, writeMarkdown } from './import-markdown'
import { linkProducts } from './import-products'
import { readSource, type SourceKind } from './import-source'
import { readText } from './import-text'
import { parseArticle } from './markdown'
import { saveArticle } from './save-article'

type Order = {
  bytes: Uint8Array
  fileName: string
  /** Handle of the blog; may be left out where there is only one. */
  blog?: string | undefined
  /** Else it is a draft. */
  publish?: boolean | undefined
  /** Of an article that is there, title and text are replaced; who wrote it, references and status stay. */
  replace?: boolean | undefined
}

type Source = {
  root: Root
  title?: string | undefined
  description?: string | undefined
  canonical?: string | undefined
  dropped?: string[]
}

/**
 * Reads an article from a plain text, Markdown or a saved web page, links the shop's products in it and saves it.
 * @returns where it is, and sentences that say what was done, for the person who asked
 * @throws DomainError INVALID for what can't be read, NOT_FOUND for an unknown blog, CONFLICT when the article is
 *   there and `replace` is not set; nothing is saved then
 */
export async function importArticle(order: Order): Promise<{ id: string; path: string; report: string[] }> {
  const { kind, text } = readSource(order.bytes, order.fileName)
  const source = readers[kind](text)
  const { title, notes } = cleanTree(source.root, source.title, source.canonical)
  if (!title)
    throw new DomainError(
      'INVALID',
      'No title was found: put it in a line of its own at the top of the file.',
      'title',
    )
  if (!source.root.children.some((block) => block.type === 'paragraph'))
    throw new DomainError('INVALID', 'No paragraph was found in the file.', 'body')
  const handle = handleOf(source.canonical, title)

  return prismaTransaction(async (tx) => {
    const blog = await findBlog(tx, order.blog)
    const products = await tx.product.findMany({
      where: { status: 'active' },
      select: { handle: true, title: true, vendor: true, productType: true },
    })
    const linked = linkProducts(source.root, products)
    const body = writeMarkdown(source.root)
    const before = order.replace ? await existing(tx, blog.id, handle) : {}
    const draft = {
      ...before,
      ...(source.description && { seoDescription: source.description.slice(0, 400) }),
      ...(order.publish && { status: 'active' as const, publishedAt: before.publishedAt ?? new Date() }),
      blogId: blog.id,
      handle,
      title,
      body,
    }
    const { id, created } = await saveArticle(tx, draft, { replace: order.replace ?? false })
    const path = `/blogs/${blog.handle}/${handle}`
    const published = draft.status === 'active'
    return {
      id: String(id),
      path,
      report: [
        `Read ${order.fileName} as ${kindNames[kind]}: “${title}”.`,
        counts(source.root, body),
        ...dropLine([...(source.dropped ?? []), ...notes.dropped]),
        ...notes.changed.map((change) => `${change.charAt(0).toUpperCase()}${change.slice(1)}.`),
        linked.length > 0
          ? `Linked, with a card after the paragraph: ${linked.join(', ')}.`
          : 'No product of this shop is named in it.',
        `${created ? 'Saved' : 'Replaced'} ${published ? 'and published' : 'as a draft'}: ${path}`,
      ],
    }
  })
}

const kindNames = {
  text: 'plain text',
  markdown: 'Markdown',
  html: 'a saved web page',
} as const satisfies Record<SourceKind, string>

const readers: Record<SourceKind, (text: string) => Source> = {
  text: (text) => ({ root: readText(text) }),
  markdown: readMarkdown,
  html: readHtml,
}

/** The last part of the address it had, so that links to it survive; else made from the title. */
function handleOf(canonical: string | undefined, title: string): string {
  const path = canonical && URL.canParse(canonical) ? new URL(canonical).pathname : ''
  const last = /^\/blogs\/[^/]+\/([^/]+)\/?$/.exec(path)?.[1] ?? ''
  const handle = handlePattern.test(last) ? last : toHandle(title)
  if (!handle) throw new DomainError('INVALID', 'The title needs a letter or a digit.', 'title')
  return handle
}

async function findBlog(tx: PrismaTx, handle: string | undefined) {
  const blogs = await tx.blog.findMany({ select: { id: true, handle: true }, orderBy: { id: 'asc' } })
  const blog =
    handle === undefined && blogs.length === 1 ? blogs[0] : blogs.find((each) => each.handle === handle)
  if (blog) return blog
  const names = blogs.map((each) => each.handle).join(', ') || 'none yet'
  const problem = handle === undefined ? 'Say in which blog it belongs' : `There is no blog "${handle}"`
  throw new DomainError('NOT_FOUND', `${problem}: there is ${names}.`, 'blog')
}

async function existing(tx: PrismaTx, blogId: bigint, handle: string) {
  const article = await tx.article.findUnique({ where: { blogId_handle: { blogId, handle } } })
  if (!article) return {}
  const {
    standfirst,
    topic,
    tags,
    keyPoints,
    references,
    status,
    publishedAt,
    authorId,
    reviewerId,
    reviewedAt,
  } = article
  return {
    standfirst,
    topic,
    tags,
    keyPoints,
    references: articleDraftSchema.shape.references.parse(references),
    status,
    publishedAt: publishedAt ?? undefined,
    authorId: authorId ?? undefined,
    reviewerId: reviewerId ?? undefined,
    reviewedAt: reviewedAt ?? undefined,
    seoTitle: article.seoTitle ?? undefined,
    seoDescription: article.seoDescription ?? undefined,
  }
}

function counts(root: Root, body: string): string {
  const of = (type: string, one: string, many: string) => {
    const count = root.children.filter((block) => block.type === type).length
    return `${count} ${count === 1 ? one : many}`
  }
  const { words, readingMinutes, links } = parseArticle(body)
  return [
    of('paragraph', 'paragraph', 'paragraphs'),
    of('heading', 'heading', 'headings'),
    of('list', 'list', 'lists'),
    `${links.length} ${links.length === 1 ? 'link' : 'links'}`,
    `${words} words, ${readingMinutes} ${readingMinutes === 1 ? 'minute' : 'minutes'} to read.`,
  ].join(', ')
}

function dropLine(dropped: string[]): string[] {
  return dropped.length > 0 ? [`Left out: ${dropped.join('; ')}.`] : []
}
