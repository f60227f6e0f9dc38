import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { isDomainError } from '@/lib/errors'
import { logError } from '@/lib/log'
import type { Context } from './context'

/** Codes that clients of the Storefront API know, in `extensions.code`. */
export type ClientErrorCode =
  | 'ACCESS_DENIED'
  | 'argumentLiteralsIncompatible'
  | 'INVALID_FIELD_ARGUMENTS'
  | 'INVALID_VARIABLE'
  | 'MAX_INPUT_SIZE_EXCEEDED'
  | 'MAX_COMPLEXITY_EXCEEDED'
  | 'THROTTLED'

/** What the caller did wrong, in words for them. */
export function clientError(code: ClientErrorCode, message: string, more: object = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...more } })
}

/** What the shop's own pages don't show is for those who have a token. @throws GraphQLError ACCESS_DENIED */
export function refuseStranger({ token }: Context, field: string): void {
  if (token !== null) return
  const requiredAccess = '`unauthenticated_read_product_inventory` access scope.'
  throw clientError('ACCESS_DENIED', `Access denied for ${field} field. Required access: ${requiredAccess}`, {
    documentation: 'https://shopify.dev/api/usage/access-scopes',
    requiredAccess,
  })
}

/** An error as the client sees it: its own mistakes in words, ours as an id that the log holds. */
export function toAnswer(error: GraphQLError): GraphQLFormattedError {
  const { originalError } = error
  const { message, locations, path, extensions } = error.toJSON()
  const place = { ...(locations && { locations }), ...(path && { path }) }
  if (isDomainError(originalError))
    return { message: originalError.message, ...place, extensions: { code: 'INVALID_FIELD_ARGUMENTS' } }
  if (!originalError || originalError instanceof GraphQLError)
    return { message, ...place, extensions: extensions ?? {} }
  const id = logError('storefront_api.failed', originalError)
  return {
    message: `Internal error. Looks like something went wrong on our end.\nRequest ID: ${id}`,
    ...place,
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: id },
  }
}

const unknownField = /^Cannot query field "(\w+)" on type "(\w+)"/

const tooManyTokens = /more tha[nt] (\d+) tokens/
const syntax = /^Syntax Error: (.)(.*?)\.?$/s

/**
 * A refusal of the document, in the words clients of the Storefront API know.
 * @param fallback the code where an error has none of its own
 */
export function toRefusal(
  error: GraphQLError,
  fallback: ClientErrorCode = 'argumentLiteralsIncompatible',
): GraphQLFormattedError {
  const { message, locations } = error.toJSON()
  const place = { ...(locations && { locations }) }
  const [, most] = tooManyTokens.exec(message) ?? []
  if (most)
    return {
      message: `Query has too many tokens: more than ${most}.`,
      ...place,
      extensions: { code: 'MAX_COMPLEXITY_EXCEEDED' },
    }
  const [, first, rest] = syntax.exec(message) ?? []
  if (first && rest) {
    // With the place and without a code, as a text that can't be read is answered there.
    const [at] = locations ?? []
    const where = at ? ` at [${at.line}, ${at.column}]` : ''
    return { message: `syntax error, ${first.toLowerCase()}${rest}${where}`, ...place }
  }
  const [, fieldName, typeName] = unknownField.exec(message) ?? []
  if (fieldName && typeName)
    return {
      message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
      ...place,
      extensions: { code: 'undefinedField', typeName, fieldName },
    }
  const code = error.extensions.code ?? fallback
  return { message, ...place, extensions: { ...error.extensions, code } }
}
