import { type Connection, listConnection, type PageArguments } from './connection'

/** A list of what this shop has none of, such as selling plans and places to pick up; its page is checked like any. */
export function noneOf(args: PageArguments): Connection<never> {
  return listConnection<{ id: string }, never>(args, [], (item) => {
    throw new Error(`nothing can be in this list: ${item.id}`)
  })
}
