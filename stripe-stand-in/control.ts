import type { z } from 'zod'
import type { Commands } from './control/commands'

/** A typed client of the control API: `await control.pay({ session })`. A refusal is thrown as an Error that says why. */
export type StandInControl = {
  [Name in keyof Commands]: (
    ...input: Record<string, never> extends z.input<Commands[Name]['input']>
      ? [input?: z.input<Commands[Name]['input']>]
      : [input: z.input<Commands[Name]['input']>]
  ) => Promise<Awaited<ReturnType<Commands[Name]['run']>>>
}

/** @param url where the stand-in listens, e.g. `http://127.0.0.1:12111` */
export function standInControl(url: string): StandInControl {
  async function send(command: string, input: unknown): Promise<unknown> {
    const response = await fetch(new URL(`/_control/${command}`, url), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(input ?? {}),
    })
    const answer = await response.json()
    if (!response.ok) throw new Error(`Stripe stand-in, ${command}: ${answer.error}`)
    return answer
  }
  return new Proxy({} as StandInControl, {
    get: (_, command) =>
      // Awaiting the client itself must not look like a promise.
      typeof command === 'string' && command !== 'then'
        ? (input: unknown) => send(command, input)
        : undefined,
  })
}
