import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { isDomainError } from '@/lib/errors'
import { logError } from '@/lib/log'

/** Codes that clients of the Storefront API know, in `extensions.code`. */
export type ClientErrorCode =
  | 'argumentLiteralsIncompatible'
  | 'INVALID_FIELD_ARGUMENTS'
  | 'MAX_INPUT_SIZE_EXCEEDED'
  | 'MAX_COMPLEXITY_EXCEEDED'
  | 'THROTTLED'

/** What the caller did wrong, in words for them. */
export function clientError(code: ClientErrorCode, message: string, more: object = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...more } })
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

/** A refusal of the document, in the words clients of the Storefront API know. */
export function toRefusal(error: GraphQLError): GraphQLFormattedError {
  const { message, locations } = error.toJSON()
  const place = { ...(locations && { locations }) }
  const [, fieldName, typeName] = unknownField.exec(message) ?? []
  if (fieldName && typeName)
    return {
      message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
      ...place,
      extensions: { code: 'undefinedField', typeName, fieldName },
    }
  const code = error.extensions.code ?? 'argumentLiteralsIncompatible'
  return { message, ...place, extensions: { ...error.extensions, code } }
}
