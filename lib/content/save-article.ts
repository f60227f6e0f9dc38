import type { z } from 'zod'
import { expire, tags } from '@/lib/cache'
import type { PrismaTx } from '@/lib/db'
import { DomainError } from '@/lib/errors'
import type { Prisma } from '@/prisma/generated/client'
import { articleDraftSchema } from './article-draft'
import { parseArticle } from './markdown'
import { checkMarkdown } from './markdown-check'

/** `publishedAt` in the future is a publication on that date; it is required for an active article. */
export type ArticleDraft = z.input<typeof articleDraftSchema> & {
  blogId: bigint
  publishedAt?: Date | undefined
  authorId?: bigint | undefined
  reviewerId?: bigint | undefined
  reviewedAt?: Date | undefined
}

/**
 * Writes an article and, from its text, which products it mentions; its page, the lists and the pages of those
 * products are fresh once `tx` commits.
 * @param options `replace`: an article of that handle is overwritten instead of refused; `id` for a new row, where
 *   seed and import want a certain one
 * @throws DomainError INVALID with the field (`body` names lines), CONFLICT when the handle is taken
 */
export async function saveArticle(
  tx: PrismaTx,
  draft: ArticleDraft,
  options: { replace?: boolean; id?: bigint } = {},
): Promise<{ id: bigint; created: boolean }> {
  const { blogId, publishedAt, authorId, reviewerId, reviewedAt, ...words } = draft
  const article = check(words)
  if (article.status === 'active' && !publishedAt)
    throw new DomainError(
      'INVALID',
      'An article that can be read needs a date of publication.',
      'publishedAt',
    )
  const { productHandles } = parseArticle(article.body)
  const products = await tx.product.findMany({
    where: { handle: { in: productHandles } },
    select: { id: true, handle: true },
  })
  const [problem, ...others] = checkMarkdown(article.body, {
    referenceCount: article.references.length,
    productHandles: products.map(({ handle }) => handle),
  })
  if (problem) {
    const list = [problem, ...others].map(({ line, message }) => `Line ${line}: ${message}.`)
    throw new DomainError('INVALID', list.join('\n'), 'body')
  }

  const data = {
    ...article,
    blogId,
    seoTitle: article.seoTitle ?? null,
    seoDescription: article.seoDescription ?? null,
    publishedAt: publishedAt ?? null,
    authorId: authorId ?? null,
    reviewerId: reviewerId ?? null,
    reviewedAt: reviewedAt ?? null,
  }
  const { id, created } = await write(tx, data, options)
  const before = await tx.articleProduct.findMany({ where: { articleId: id }, select: { productId: true } })
  await tx.articleProduct.deleteMany({ where: { articleId: id } })
  await tx.articleProduct.createMany({
    data: products.map((product) => ({
      articleId: id,
      productId: product.id,
      position: productHandles.indexOf(product.handle),
    })),
  })
  // The product pages list the articles that mention them.
  const mentioned = [...before.map(({ productId }) => productId), ...products.map((product) => product.id)]
  await expire(tx, tags.article(id), tags.articles, ...mentioned.map(tags.product))
  return { id, created }
}

function check(words: z.input<typeof articleDraftSchema>) {
  const result = articleDraftSchema.safeParse(words)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new DomainError('INVALID', issue?.message ?? 'This article can’t be saved.', issue?.path.join('.'))
}

async function write(
  tx: PrismaTx,
  data: Prisma.ArticleUncheckedCreateInput,
  { replace = false, id }: { replace?: boolean; id?: bigint },
): Promise<{ id: bigint; created: boolean }> {
  const key = { blogId_handle: { blogId: data.blogId, handle: data.handle } }
  const current = await tx.article.findUnique({ where: key, select: { id: true } })
  if (current && !replace)
    throw new DomainError(
      'CONFLICT',
      `There is an article with the handle "${data.handle}" already.`,
      'handle',
    )
  if (current) {
    await tx.article.update({ where: key, data: { ...data, version: { increment: 1 } } })
    return { id: current.id, created: false }
  }
  const made = await tx.article.create({
    data: { ...data, ...(id !== undefined && { id }) },
    select: { id: true },
  })
  return { id: made.id, created: true }
}
