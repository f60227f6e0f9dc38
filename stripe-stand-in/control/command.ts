import type { z } from 'zod'
import type { Stand } from '../stand'

/** Ties a command's work to the schema of its input. */
export function command<S extends z.ZodType, R>(input: S, run: (stand: Stand, input: z.output<S>) => R) {
  return { input, run }
}
