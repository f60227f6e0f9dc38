import { hash } from 'node:crypto'
import type { ProductView } from '@/lib/catalog/product-view'
import type { ArticleView } from '@/lib/content/article-view'

/**
 * A picture as other front ends get it. `path` is where the resizer answers (app/images), `source` where the whole
 * picture stands in this shop, `version` changes with what is drawn. Pixels are those of the whole picture.
 */
export type Picture = {
  /** Of the media row; a drawing that no row stands for has a number no row has. */
  id: string
  path: string
  source: string
  version: string
  alt: string
  width: number
  height: number
}

type Pictured = Pick<ProductView, 'id' | 'handle' | 'title' | 'media'>

/** Above every row's number, and below what JavaScript counts exactly. */
const unnumbered = 10n ** 15n

/** What app/og-image.tsx draws of a product alone and of an article, in pixels. */
const square = { width: 1200, height: 1200 }
const card = { width: 1200, height: 630 }

/**
 * A product's pictures in their order. All its drawings are one picture, the drawn pack alone; a product without media
 * has it too.
 */
export function picturesOfProduct(product: Pictured): Picture[] {
  const drawing = product.media.find(({ kind }) => kind === 'drawing')
  const drawn = drawnProduct(product, drawing)
  const pictures = product.media.flatMap((medium) => {
    if (medium === drawing) return [drawn]
    if (medium.kind !== 'image' || !medium.width || !medium.height) return []
    const { id, source, alt, width, height } = medium
    const path = `/images/products/${product.handle}/${id}${/\.\w{3,4}$/.exec(source)?.[0] ?? ''}`
    return [{ id, path, source, version: versionOf(source), alt, width, height }]
  })
  return pictures.length > 0 ? pictures : [drawn]
}

function drawnProduct(
  { id, handle, title }: Pictured,
  drawing: Pictured['media'][number] | undefined,
): Picture {
  return {
    id: drawing?.id ?? String(unnumbered + BigInt(id)),
    path: `/images/products/${handle}.png`,
    source: `/products/${handle}/drawn.png`,
    version: versionOf('alone', title, drawing?.source ?? ''),
    alt: `${title}, drawn`,
    ...square,
  }
}

/** An article's picture is its title beside its own pattern. */
export function pictureOfArticle(
  article: Pick<ArticleView, 'id' | 'url' | 'title' | 'topic' | 'handle' | 'blog'>,
  shop: { name: string },
): Picture {
  const { id, url, title, topic, handle, blog } = article
  return {
    id,
    path: `/images/articles/${blog.handle}/${handle}.png`,
    source: `${url}/og.png`,
    version: versionOf(title, topic, shop.name),
    alt: title,
    ...card,
  }
}

function versionOf(...parts: string[]): string {
  return hash('sha1', parts.join('\0'), 'hex').slice(0, 10)
}
