import { z } from 'zod'

const times = z.int().min(1).max(1000).default(1)

/** Faults of the next matching API requests. `path` may hold `*`: `/v1/checkout/sessions*`. */
export const requestFaultInput = z.strictObject({
  kind: z.enum(['lose_answer', 'server_error', 'rate_limit', 'hang', 'delay']),
  method: z.enum(['GET', 'POST', 'DELETE']).optional(),
  path: z.string().max(200).optional(),
  times,
  /** server_error, hang: do the work first, and keep it. Otherwise nothing happened. lose_answer always commits. */
  committed: z.boolean().default(false),
  /** delay: how long, in real time. */
  milliseconds: z.int().min(0).max(60_000).default(1000),
})

/** Faults of the next events. `type` may hold `*`: `checkout.session.*`. */
export const webhookFaultInput = z.strictObject({
  kind: z.enum(['duplicate', 'delay', 'lose', 'never_make', 'reorder']),
  type: z.string().max(100).optional(),
  /** How many events; `reorder` waits until it has that many and sends them last first. */
  times,
  /** duplicate: how often the event is sent in all. */
  copies: z.int().min(2).max(100).default(2),
  /** delay: how long, on the stand-in's clock. */
  seconds: z.int().min(1).max(259_200).default(60),
})

export type RequestFault = z.output<typeof requestFaultInput>
export type WebhookFault = z.output<typeof webhookFaultInput> & {
  /** reorder: the deliveries it keeps back. */
  held: string[]
}

export function matches(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined) return true
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(text)
}
