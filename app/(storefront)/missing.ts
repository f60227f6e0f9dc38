import { notFound, permanentRedirect } from 'next/navigation'
import { getRedirect } from '@/lib/content/cached'

/**
 * What a page does when there is nothing at its address: goes where the address of the former shop leads now, or is
 * a real 404. Both answers are as static as the page would be.
 */
export async function missing(path: string): Promise<never> {
  const target = await getRedirect(path)
  if (target !== null) permanentRedirect(target)
  notFound()
}
