import { randomUUID } from 'node:crypto'

type Fields = Record<string, string | number | boolean | null | undefined>

/** One JSON line on stdout; never a secret, a token or a card. */
export function logInfo(event: string, fields: Fields = {}): void {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`)
}

/**
 * Logs an unexpected error and returns the id that a person sees ("something went wrong, 1f9c2a3b"), so that
 * the two can be brought together.
 */
export function logError(event: string, error: unknown, fields: Fields = {}): string {
  const id = randomUUID().slice(0, 8)
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, id, ...fields, detail })}\n`)
  return id
}
