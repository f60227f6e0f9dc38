import { getProduct } from '@/lib/catalog/cached'
import { getArticle, getShop } from '@/lib/content/cached'
import { env } from '@/lib/env'
import { isDomainError } from '@/lib/errors'
import { logError } from '@/lib/log'
import { keptImage } from '@/lib/media/kept-images'
import { type Picture, pictureOfArticle, picturesOfProduct } from '@/lib/media/pictures'
import { resize } from '@/lib/media/resize'
import { readSizeSuffix } from '@/lib/media/size-suffix'
import { keyOf, readTransform } from '@/lib/media/transform'
import { visitorAddress } from '@/lib/visitor-address'

// The resizer behind every image address of the Storefront API: /images/products/<handle>, …/<handle>/<medium>,
// /images/articles/<blog>/<article>, with ?v=&width=&height=&crop=&format=, or a size before the extension.
export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ path: string[] }> }

export async function GET(request: Request, { params }: Props): Promise<Response> {
  try {
    const query = new URL(request.url).searchParams
    const path = (await params).path
    const named = readSizeSuffix(path.at(-1) ?? '')
    // The last of each name counts: what is asked for in the query goes before the name.
    const wanted = readTransform(new URLSearchParams([...(named?.query ?? []), ...query]))
    const picture = named && (await findPicture(path.with(-1, named.file)))
    if (!picture) return refuse(404, 'There is no such picture here.')
    const { source, version } = picture
    const image = await keptImage(keyOf(wanted, picture), visitorAddress(request.headers), async () =>
      resize(await readOriginal(source), wanted),
    )
    // Only an address that names the present version may be kept: what it shows never changes.
    const lasting = query.getAll('v').at(-1) === version
    return new Response(new Uint8Array(image.body), {
      headers: {
        'Content-Type': image.type,
        'Cache-Control': lasting ? 'public, max-age=31536000, immutable' : 'public, max-age=60',
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
      },
    })
  } catch (error) {
    if (isDomainError(error)) return refuse(error.code === 'TOO_OFTEN' ? 429 : 400, error.message)
    logError('images.failed', error)
    return refuse(503, 'The picture can’t be made just now.')
  }
}

async function findPicture([kind, ...names]: string[]): Promise<Picture | null> {
  const [first = '', second] = names.map((name) => name.replace(/\.\w{3,4}$/, ''))
  if (names.length > 2) return null
  if (kind === 'products') {
    const product = await getProduct(first)
    const pictures = product ? picturesOfProduct(product) : []
    return pictures.find(({ path }) => path === `/images/products/${names.join('/')}`) ?? null
  }
  if (kind === 'articles' && second !== undefined) {
    const [shop, article] = await Promise.all([getShop(), getArticle(first, second)])
    return article && pictureOfArticle(article, shop)
  }
  return null
}

/** Larger than any picture a shop shows. */
const largestOriginal = 20_000_000

/**
 * The whole picture from this very server, which keeps what it has drawn. `source` is a path that the shop itself wrote
 * down, never one from the request.
 */
async function readOriginal(source: string): Promise<Buffer> {
  const response = await fetch(new URL(source, `http://127.0.0.1:${env().port}`), {
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
  })
  if (!response.ok) throw new Error(`${source} answered ${response.status}`)
  if (Number(response.headers.get('content-length') ?? 0) > largestOriginal)
    throw new Error(`${source} is larger than ${largestOriginal} bytes`)
  return Buffer.from(await response.arrayBuffer())
}

function refuse(status: number, message: string): Response {
  return new Response(`${message}\n`, {
    status,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      'Access-Control-Allow-Origin': '*',
      ...((status === 503 || status === 429) && { 'Retry-After': '5' }),
    },
  })
}
