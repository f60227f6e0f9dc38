import { redirect, unstable_rethrow } from 'next/navigation'
import { logError } from './log'

/**
 * For what a page must read: when that fails the visitor is told to come back in a moment, with 503, instead of
 * getting an error page that needs JavaScript to say anything. What Next throws for its own purposes passes.
 */
export async function orUnavailable<T>(event: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    unstable_rethrow(error)
    logError(event, error)
    redirect('/unavailable')
  }
}
