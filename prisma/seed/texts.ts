import type { Place, ShopFile } from './shop-file'

type Text = { place: Place; markdown: string; referenceCount: number }

/** Every Markdown text of a shop file, with its place. */
export function texts(file: ShopFile): Text[] {
  const of = <T>(name: keyof ShopFile, key: string, list: T[], markdown: (entry: T) => string): Text[] =>
    list.map((entry, at) => ({ place: [name, at, key], markdown: markdown(entry), referenceCount: 0 }))
  return [
    ...of('products', 'description', file.products, ({ description }) => description),
    ...of('collections', 'description', file.collections, ({ description }) => description),
    ...of('authors', 'bio', file.authors, ({ bio }) => bio),
    ...file.articles.map(
      ({ body, references }, at): Text => ({
        place: ['articles', at, 'body'],
        markdown: body,
        referenceCount: references.length,
      }),
    ),
    ...of('pages', 'body', file.pages, ({ body }) => body),
    ...of('policies', 'body', file.policies, ({ body }) => body),
  ]
}
