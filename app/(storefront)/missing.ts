import { notFound, permanentRedirect } from 'next/navigation'
import { getRedirect } from '@/lib/content/cached'

/** Where front ends of the Storefront API, and shops that this one follows, have what is elsewhere here. */
const usual: Record<string, string> = { '/collections/all': '/products' }

/**
 * What a page does when there is nothing at its address: goes where the address of the former shop leads now, or is
 * a real 404. Both answers are as static as the page would be.
 */
export async function missing(path: string): Promise<never> {
  const target = (await getRedirect(path)) ?? usual[path]
  if (target) permanentRedirect(target)
  notFound()
}
