import { z } from 'zod'
import type { Stand } from '../stand'
import { clockCommands } from './clock-commands'
import { ControlError } from './control-error'
import { moneyCommands } from './money-commands'
import { requestCommands } from './request-commands'
import { webhookCommands } from './webhook-commands'

/** Everything the control API can do: `POST /_control/<name>`. */
export const commands = { ...requestCommands, ...webhookCommands, ...clockCommands, ...moneyCommands }

export type Commands = typeof commands

/** @throws ControlError for an unknown command or input that doesn't fit it */
export async function runCommand(stand: Stand, name: string, input: unknown): Promise<unknown> {
  if (!Object.hasOwn(commands, name)) throw new ControlError(`There is no command ${name}.`)
  const command = commands[name as keyof Commands]
  const parsed = command.input.safeParse(input)
  if (!parsed.success) throw new ControlError(z.prettifyError(parsed.error))
  // Each command takes what its own schema gives; the union of all of them can't say so.
  return await (command.run as (stand: Stand, input: unknown) => unknown)(stand, parsed.data)
}
