import { readCollectionsOfProducts } from '@/lib/catalog/collections'
import { type MetafieldRow, type MetafieldsOf, readMetafields } from '@/lib/catalog/metafields'
import { type BlogAuthor, readBlogAuthors } from '@/lib/content/blogs'
import { findLinkTargets, type LinkTarget } from '@/lib/content/link-targets'
import { batched } from './batched'
import type { Context } from './context'
import { readNodes } from './nodes'

/** Reads that many fields of one answer share. */
export function sharedReads(context: () => Context) {
  const rows = batched<MetafieldRow[]>(async (keys) => readMetafields(keys as MetafieldsOf[]))
  const authors = batched<BlogAuthor[]>(readBlogAuthors)
  return {
    metafields: async (owner: MetafieldsOf): Promise<MetafieldRow[]> => (await rows(owner)) ?? [],
    authors: async (blogId: string): Promise<BlogAuthor[]> => (await authors(blogId)) ?? [],
    collectionsOf: batched(readCollectionsOfProducts),
    /** What an address of this shop leads to. */
    linkTarget: batched<LinkTarget>(findLinkTargets),
    /** What a well-formed id stands for; null where there is nothing. */
    node: batched<object>(async (gids) => {
      const nodes = await readNodes(gids, context())
      return new Map(gids.flatMap((gid, place) => (nodes[place] ? [[gid, nodes[place]] as const] : [])))
    }),
  }
}
