import {
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLFormattedError,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql'
import { readBlogs } from '@/lib/content/blogs'
import { readShop } from '@/lib/content/shop'
import { env } from '@/lib/env'
import { readZones } from '@/lib/shipping/zones'
import { type Caller, costPerPoint } from './caller'
import type { Context } from './context'
import { readDocument } from './document'
import { clientError, toAnswer, toRefusal } from './errors'
import { limits, measure } from './limits'
import { once } from './once'
import { queryRoot } from './root'
import { schema } from './schema/schema'

export type ApiRequest = {
  query: string
  operationName: string | null
  variables: Record<string, unknown>
}

/** `data` is absent where nothing was executed. */
export type ApiAnswer = {
  data?: unknown
  errors?: GraphQLFormattedError[]
  extensions?: { cost: { requestedQueryCost: number } }
}

/** Answers one operation. @throws Throttled; anything else only where the shop can't be read at all */
export async function answer(request: ApiRequest, caller: Caller): Promise<ApiAnswer> {
  const read = readDocument(request.query, request.operationName)
  if ('errors' in read) return { errors: read.errors }
  const { document, operation } = read
  const given = getVariableValues(schema(), operation.variableDefinitions ?? [], request.variables, {
    maxErrors: 10,
  })
  if (given.errors) return { errors: given.errors.map((error) => toRefusal(error, 'INVALID_VARIABLE')) }
  const cost = costOf(document, operation, given.coerced)
  if (typeof cost !== 'number') return cost
  caller.spend(cost / costPerPoint)
  const context = await makeContext(operation, given.coerced, caller)
  const result = await execute({
    schema: schema(),
    document,
    operationName: request.operationName,
    rootValue: queryRoot(context),
    variableValues: request.variables,
    contextValue: { deadline: performance.now() + limits.milliseconds },
    fieldResolver: propertyOrFunction,
  })
  return {
    data: result.data ?? null,
    ...(result.errors && { errors: result.errors.map(toAnswer) }),
    extensions: { cost: { requestedQueryCost: cost } },
  }
}

function costOf(...operation: Parameters<typeof measure>): number | ApiAnswer {
  try {
    return measure(...operation)
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [toRefusal(error)] }
    throw error
  }
}

/**
 * A field is a property of what its parent was shown as, or a function of the field's arguments. One that is neither
 * is a mistake of ours, and must not look like "there is none".
 */
const propertyOrFunction: GraphQLFieldResolver<Record<string, unknown>, { deadline: number }> = (
  source,
  args,
  { deadline },
  info,
) => {
  if (performance.now() > deadline) throw clientError('MAX_COMPLEXITY_EXCEEDED', 'The query took too long.')
  const property = source[info.fieldName]
  if (property === undefined) throw new Error(`${info.parentType.name}.${info.fieldName} has no answer`)
  return typeof property === 'function' ? property(args) : property
}

async function makeContext(
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  { visitor, token }: Caller,
): Promise<Context> {
  const shop = await readShop()
  const site = env().siteUrl.replace(/\/$/, '')
  const asked = countryOf(operation, variables)
  const served = asked !== null && asked !== shop.country && (await sendsTo(asked))
  return { shop, site, country: served ? asked : shop.country, blogs: once(readBlogs), visitor, token }
}

const sendsTo = async (country: string) =>
  (await readZones()).some(({ countries }) => countries.includes(country))

/** `@inContext(country: AU)` or `@inContext(country: $country)`. */
function countryOf(operation: OperationDefinitionNode, variables: Record<string, unknown>): string | null {
  const directive = operation.directives?.find(({ name }) => name.value === 'inContext')
  const value = directive?.arguments?.find(({ name }) => name.value === 'country')?.value
  if (value?.kind === 'EnumValue') return value.value
  const given = value?.kind === 'Variable' ? variables[value.name.value] : null
  return typeof given === 'string' ? given : null
}
