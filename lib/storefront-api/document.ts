import {
  type DocumentNode,
  GraphQLError,
  type GraphQLFormattedError,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql'
import { clientError, toRefusal } from './errors'
import { limits, refuseCrowds } from './limits'
import { schema } from './schema/schema'

type Refused = { errors: GraphQLFormattedError[] }

// Validating costs more than most answers do, and clients send the same few documents: a bounded number is kept,
// of a bounded length in all, as a document takes many times the memory of its text. What was refused is not, or
// garbage would drive out what clients use.
const kept = new Map<string, DocumentNode>()
const mostKept = 500
/** Characters of all texts together. */
const longestKept = 4_000_000
let keptLength = 0

/** A request's document, and which of its operations is asked for; or why it can't be answered. */
export function readDocument(
  query: string,
  operationName: string | null,
): { document: DocumentNode; operation: OperationDefinitionNode } | Refused {
  const document = understand(query)
  if ('errors' in document) return document
  const operation = getOperationAST(document, operationName)
  if (operation?.operation === 'subscription') return { errors: [{ message: 'There are no subscriptions' }] }
  if (operation) return { document, operation }
  const message = operationName ? `No operation named "${operationName}"` : 'An operation name is required'
  return { errors: [{ message }] }
}

/** Parsed and validated, the same text once only. */
function understand(query: string): DocumentNode | Refused {
  const known = kept.get(query)
  if (known) forget(query)
  const document = known ?? parseAndValidate(query)
  if ('errors' in document) return document
  kept.set(query, document)
  keptLength += query.length
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept && keptLength <= longestKept) break
    forget(oldest)
  }
  return document
}

function forget(query: string): void {
  if (kept.delete(query)) keptLength -= query.length
}

function parseAndValidate(query: string): DocumentNode | Refused {
  try {
    if (query.length > limits.bytes)
      throw clientError('MAX_COMPLEXITY_EXCEEDED', `Query is longer than ${limits.bytes} bytes.`)
    const document = parse(query, { maxTokens: limits.tokens })
    refuseCrowds(document)
    const errors = validate(schema(), document, undefined, { maxErrors: 20 })
    return errors.length > 0 ? { errors: errors.map((error) => toRefusal(error)) } : document
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [toRefusal(error)] }
    // Lists in lists in lists, before they are too many words.
    if (error instanceof RangeError)
      return { errors: [toRefusal(clientError('MAX_COMPLEXITY_EXCEEDED', 'Query is nested too deep.'))] }
    throw error
  }
}
