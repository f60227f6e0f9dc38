import { GraphQLError } from 'graphql'

/** An answer that takes too long or becomes too large: nothing below the root's field is worth going on with. */
export class BrokenOff extends GraphQLError {
  constructor(message: string) {
    super(message, { extensions: { code: 'MAX_COMPLEXITY_EXCEEDED' } })
    this.name = 'BrokenOff'
  }
}
