import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLFormattedError,
  getOperationAST,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql'
import { toRefusal } from './errors'
import { limits, measure } from './limits'
import { schema } from './schema/schema'

export type Read = { document: DocumentNode; operation: OperationDefinitionNode; cost: number }
export type Refused = { errors: GraphQLFormattedError[] }

// Validating costs more than most answers do, and clients send the same few documents: a bounded number is kept.
const kept = new Map<string, DocumentNode | Refused>()
const mostKept = 500

/** Parsed and validated, or why it can't be; the same text once only. */
function understand(query: string): DocumentNode | Refused {
  const known = kept.get(query)
  if (known) {
    kept.delete(query)
    kept.set(query, known)
    return known
  }
  const understood = parseAndValidate(query)
  kept.set(query, understood)
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break
    kept.delete(oldest)
  }
  return understood
}

function parseAndValidate(query: string): DocumentNode | Refused {
  try {
    const document = parse(query, { maxTokens: limits.tokens, noLocation: false })
    const errors = validate(schema(), document, undefined, { maxErrors: 20 })
    return errors.length > 0 ? { errors: errors.map(toRefusal) } : document
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [toRefusal(error)] }
    throw error
  }
}

/** A request's document, and which of its operations is asked for, within the limits. */
export function readDocument(request: {
  query: string
  operationName: string | null
  variables: Record<string, unknown>
}): Read | Refused {
  const document = understand(request.query)
  if ('errors' in document) return document
  const operation = getOperationAST(document, request.operationName)
  if (!operation)
    return {
      errors: [
        {
          message: request.operationName
            ? `No operation named "${request.operationName}"`
            : 'An operation name is required',
        },
      ],
    }
  try {
    return { document, operation, cost: measure(document, operation, pageSize(request.variables)) }
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [toRefusal(error)] }
    throw error
  }
}

/** `first: 20`, `last: $size`: of the field itself; a bad one is refused where the page is made. */
const pageSize = (variables: Record<string, unknown>) => (field: FieldNode) => {
  const size = field.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')?.value
  const value =
    size?.kind === 'IntValue'
      ? Number(size.value)
      : size?.kind === 'Variable'
        ? variables[size.name.value]
        : 1
  return typeof value === 'number' && value > 1 ? Math.min(value, 250) : 1
}
