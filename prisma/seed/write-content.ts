import { saveArticle } from '@/lib/content/save-article'
import { dayInZone } from '@/lib/day-in-zone'
import type { PrismaTx } from '@/lib/db'
import { mediaRows, metafieldRows, published } from './catalog-rows'
import { giveIds } from './give-ids'
import type { MenuEntry, ShopFile } from './shop-file'

/** Authors, blogs, articles, pages and policies. */
export async function writeContent(tx: PrismaTx, file: ShopFile, openedAt: Date) {
  const { shop, authors, blogs, articles, pages, policies } = file
  const authorIds = giveIds(authors)
  const blogIds = giveIds(blogs)
  const articleIds = giveIds(articles)
  const pageIds = giveIds(pages)
  const policyIds = giveIds(policies)
  const authorId = (handle: string | undefined) =>
    handle === undefined ? undefined : authorIds(authors.findIndex((author) => author.handle === handle))
  await tx.author.createMany({ data: authors.map((author, index) => ({ ...author, id: authorIds(index) })) })
  await tx.blog.createMany({
    data: blogs.map(({ seo, ...blog }, index) => ({ ...blog, ...seoColumns(seo), id: blogIds(index) })),
  })
  for (const [index, entry] of articles.entries()) {
    const {
      id: _,
      blog,
      author,
      reviewer,
      reviewedAt,
      publishedAt: __,
      seo,
      media,
      metafields,
      ...words
    } = entry
    await saveArticle(
      tx,
      {
        ...words,
        seoTitle: seo.title,
        seoDescription: seo.description,
        blogId: blogIds(blogs.findIndex(({ handle }) => handle === blog)),
        authorId: authorId(author),
        reviewerId: authorId(reviewer),
        reviewedAt: reviewedAt === undefined ? undefined : dayInZone(reviewedAt, shop.timeZone),
        publishedAt: published(entry, shop.timeZone, openedAt) ?? undefined,
      },
      { id: articleIds(index) },
    )
    await tx.media.createMany({ data: mediaRows({ articleId: articleIds(index) }, media) })
    await tx.metafield.createMany({ data: metafieldRows('article', articleIds(index), metafields) })
  }
  await tx.page.createMany({
    data: pages.map(({ seo, metafields: _, ...page }, index) => ({
      ...page,
      ...seoColumns(seo),
      id: pageIds(index),
    })),
  })
  await tx.metafield.createMany({
    data: pages.flatMap(({ metafields }, index) => metafieldRows('page', pageIds(index), metafields)),
  })
  await tx.policy.createMany({ data: policies.map((policy, index) => ({ ...policy, id: policyIds(index) })) })
}

function seoColumns({
  title,
  description,
}: {
  title?: string | undefined
  description?: string | undefined
}) {
  return { seoTitle: title ?? null, seoDescription: description ?? null }
}

/** Menus with what is below their entries, and redirects. */
export async function writeMenus(tx: PrismaTx, { menus, redirects }: ShopFile) {
  const ids = giveIds(menus)
  const items: {
    id: bigint
    menuId: bigint
    parentId: bigint | null
    title: string
    url: string
    position: number
  }[] = []
  const gather = (menuId: bigint, parentId: bigint | null, entries: MenuEntry[]) => {
    for (const [position, { title, url, items: below }] of entries.entries()) {
      const id = BigInt(items.length + 1)
      items.push({ id, menuId, parentId, title, url, position })
      gather(menuId, id, below)
    }
  }
  for (const [index, menu] of menus.entries()) gather(ids(index), null, menu.items)
  await tx.menu.createMany({
    data: menus.map(({ handle, title }, index) => ({ id: ids(index), handle, title })),
  })
  await tx.menuItem.createMany({ data: items })
  const redirectIds = giveIds(redirects)
  await tx.redirect.createMany({
    data: redirects.map((redirect, index) => ({ ...redirect, id: redirectIds(index) })),
  })
}
