import { expect } from 'vitest'
import { answer } from '@/lib/storefront-api/answer'
import type { Caller } from '@/lib/storefront-api/caller'

// biome-ignore lint/suspicious/noExplicitAny: answers have the shape of their query
type Answer = any

export const ask = async (
  query: string,
  variables: Record<string, unknown> = {},
  caller: Partial<Caller> = {},
): Promise<Answer> =>
  answer(
    { query, variables, operationName: null },
    { visitor: '203.0.113.7', token: null, spend: () => {}, settle: () => {}, ...caller },
  )

/** What comes back where nothing was wrong. */
export const data = async (query: string, variables?: Record<string, unknown>): Promise<Answer> => {
  const result = await ask(query, variables)
  expect(result.errors).toBeUndefined()
  return result.data
}
