import {
  GraphQLError,
  type GraphQLFormattedError,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql'
import { readBlogs } from '@/lib/content/blogs'
import { readShop } from '@/lib/content/shop'
import { env } from '@/lib/env'
import { readZones } from '@/lib/shipping/zones'
import { isStorable } from '@/lib/storable'
import { type Caller, costPerPoint } from './caller'
import { mutationRoot } from './cart-mutations/root'
import type { Context } from './context'
import { readDocument } from './document'
import { toAnswer, toRefusal } from './errors'
import { BrokenOff } from './execution/broken-off'
import { type CheckArguments, execute, type Resolve } from './execution/execute'
import { limits, measure } from './limits'
import { once } from './once'
import { isPart } from './part'
import { queryRoot } from './root'
import { schema } from './schema/schema'
import { sharedReads } from './shared-reads'

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
  const measured = measuredOf(document, operation, given.coerced)
  if ('errors' in measured) return measured
  const { cost } = measured
  const ahead = Math.max(cost, Math.min(measured.values, limits.valuesAhead))
  caller.spend(ahead / costPerPoint)
  const context = await makeContext(operation, given.coerced, caller)
  const { data, errors, values } = await execute({
    schema: schema(),
    document,
    operation,
    root: operation.operation === 'mutation' ? mutationRoot(context) : queryRoot(context),
    variables: given.coerced,
    resolve: propertyOrFunction(performance.now() + limits.milliseconds),
    checkArguments: refuseInput,
    most: limits.values,
  })
  // What was taken ahead stays taken where something went wrong, and of a change at least its cost.
  const least = errors.length > 0 ? ahead : operation.operation === 'mutation' ? cost : 0
  caller.settle((Math.max(values, least) - ahead) / costPerPoint)
  return {
    data,
    ...(errors.length > 0 && { errors: errors.map(toAnswer) }),
    extensions: { cost: { requestedQueryCost: cost } },
  }
}

function measuredOf(
  ...operation: Parameters<typeof measure>
): ReturnType<typeof measure> | { errors: GraphQLFormattedError[] } {
  try {
    return measure(...operation)
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [toRefusal(error)] }
    throw error
  }
}

/**
 * A field is a property of what its parent was shown as, or a function of the field's arguments; of a parent that was
 * shown in part, what it lacks is a property of the whole. One that is neither is a mistake of ours, and must not look
 * like "there is none".
 * @param deadline after which nothing is begun any more
 */
const propertyOrFunction = (deadline: number): Resolve =>
  function resolve(parent, field) {
    const property = parent[field.name]
    if (property === undefined) {
      if (!isPart(parent)) throw new Error(`${field.typeName}.${field.name} has no answer`)
      return async (args: unknown) => {
        const whole = (await parent.whole()) as Record<string, unknown> | null
        const found = whole && resolve(whole, field)
        return typeof found === 'function' ? found(args) : found
      }
    }
    // Not for each word and number: they take no time, and asking the clock does.
    if (typeof property === 'object' || typeof property === 'function') refuseLate(deadline)
    return property
  }

function refuseLate(deadline: number): void {
  if (performance.now() > deadline) throw new BrokenOff('The query took too long.')
}

const largestInput = 250

/** @throws GraphQLError naming the field and what in its arguments is too long, or no text that could be kept */
const refuseInput: CheckArguments = (args, { name, nodes }) => {
  const check = (value: unknown, path: string[]): void => {
    if (typeof value === 'string' && !isStorable(value))
      throw new GraphQLError(`${path.at(-1)} holds a character that no text has.`, {
        nodes,
        path,
        extensions: { code: 'argumentLiteralsIncompatible' },
      })
    if (Array.isArray(value) && value.length > largestInput)
      throw new GraphQLError(
        `The input array size of ${value.length} is greater than the maximum allowed of ${largestInput}.`,
        { nodes, path, extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' } },
      )
    if (Array.isArray(value))
      for (const [index, item] of value.entries()) check(item, [...path, String(index)])
    else if (value !== null && typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) check(inner, [...path, key])
  }
  check(args, [name])
}

async function makeContext(
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  { visitor, token }: Caller,
): Promise<Context> {
  const shop = await readShop()
  const asked = countryOf(operation, variables)
  const context: Context = {
    shop,
    site: env().siteUrl.replace(/\/$/, ''),
    asked,
    country: once(async () =>
      asked !== null && asked !== shop.country && (await sendsTo(asked)) ? asked : shop.country,
    ),
    blogs: once(readBlogs),
    visitor,
    token,
    ...sharedReads(() => context),
  }
  return context
}

const sendsTo = async (country: string) =>
  (await readZones()).some(({ countries }) => countries.includes(country))

/** `@inContext(country: AU)` or `@inContext(country: $country)`; ZZ is none. */
function countryOf(operation: OperationDefinitionNode, variables: Record<string, unknown>): string | null {
  const directive = operation.directives?.find(({ name }) => name.value === 'inContext')
  const value = directive?.arguments?.find(({ name }) => name.value === 'country')?.value
  const given =
    value?.kind === 'EnumValue'
      ? value.value
      : value?.kind === 'Variable'
        ? variables[value.name.value]
        : null
  return typeof given === 'string' && given !== 'ZZ' ? given : null
}
