import type { ErrorObject } from 'ajv'
import qs from 'qs'
import { invalidRequest, type StandInError } from '../api/stripe-error'
import type { JsonSchema } from './json-schema'
import { contract, requestErrors, resolveSchema } from './wire-contract'

/** Without prototypes, `constructor` is a parameter like any other; with holes kept, `metadata[12]` stays 12. */
const FORM = { depth: 30, arrayLimit: 1000, parameterLimit: 10_000, plainObjects: true, allowSparse: true }

/**
 * Reads a query string or form body the way Stripe does and holds it to the contract: `"12"` becomes 12 where a number
 * is asked for, and so on.
 * @throws StandInError with Stripe's words for the first thing that is wrong
 */
export function readParams(operation: string, form: string): unknown {
  const schema = contract.operations[operation]?.request ?? {}
  const raw = qs.parse(form, FORM)
  const params = valueFromText(raw, schema)
  refuseEmptyText(params, schema, [])
  const [worst] = requestErrors(operation, params).sort(byRelevance)
  if (worst) throw explain(worst, params)
  return params
}

/** Everything in a form is text; the schema says what it means. What does not fit stays text, for the check to find. */
function valueFromText(value: unknown, schema: JsonSchema): unknown {
  const { type, anyOf, items, properties, additionalProperties } = resolveSchema(schema)
  if (anyOf) return valueFromText(value, anyOf.find((branch) => couldBe(value, resolveSchema(branch))) ?? {})
  if (typeof value === 'string') return scalarFromText(value, type)
  if (Array.isArray(value)) {
    // `metadata[0]=x` reads as a list, but is a key called "0".
    if (type === 'object') return valueFromText({ ...value }, schema)
    return value.filter(() => true).map((item) => valueFromText(item, items ?? {}))
  }
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).map(([key, member]) => {
    return [key, valueFromText(member, own(properties, key) ?? (additionalProperties || {}))]
  })
  return Object.fromEntries(entries)
}

function own(properties: JsonSchema['properties'], key: string): JsonSchema | undefined {
  return properties && Object.hasOwn(properties, key) ? properties[key] : undefined
}

function couldBe(value: unknown, schema: JsonSchema): boolean {
  if (typeof value !== 'string') return schema.type === (Array.isArray(value) ? 'array' : 'object')
  if (schema.const !== undefined) return value === schema.const
  if (schema.enum) return schema.enum.includes(value)
  return schema.type === 'string' || scalarFromText(value, schema.type) !== value
}

function scalarFromText(text: string, type: JsonSchema['type']): string | number | boolean {
  if (type === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text)
  if (type === 'number' && /^-?\d{1,15}(\.\d+)?$/.test(text)) return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

/** An empty value asks Stripe to unset a parameter; most can't be. Metadata can: there it removes a key. */
function refuseEmptyText(value: unknown, schema: JsonSchema, path: string[]) {
  const { type, anyOf, const: only, items, properties } = resolveSchema(schema)
  if (value === '') {
    const canBeEmpty = only === '' || anyOf?.some((branch) => resolveSchema(branch).const === '')
    if (canBeEmpty || path.at(-2)?.endsWith('metadata')) return
    const param = paramName(path)
    const text = `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`
    throw invalidRequest(text, { code: 'parameter_invalid_empty', param })
  }
  if (anyOf) {
    const branch = anyOf.find((candidate) => couldBe(value, resolveSchema(candidate)))
    if (branch) refuseEmptyText(value, branch, path)
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) refuseEmptyText(item, items ?? {}, [...path, String(index)])
  } else if (value && typeof value === 'object' && type === 'object') {
    for (const [key, member] of Object.entries(value))
      refuseEmptyText(member, own(properties, key) ?? {}, [...path, key])
  }
}

const RELEVANCE = ['additionalProperties', 'required', 'type', 'enum', 'const', 'pattern']

/** The deepest error is the one the caller made; those above it follow from it. */
function byRelevance(a: ErrorObject, b: ErrorObject): number {
  const rank = (error: ErrorObject) => (RELEVANCE.indexOf(error.keyword) + 100) % 100
  return depth(b) - depth(a) || rank(a) - rank(b)
}

function depth(error: ErrorObject): number {
  const named = error.keyword === 'additionalProperties' || error.keyword === 'required' ? 1 : 0
  return error.instancePath.split('/').length + named
}

function explain(error: ErrorObject, params: unknown): StandInError {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer)
  if (error.keyword === 'additionalProperties') {
    const param = paramName([...path, String(error.params.additionalProperty)])
    return invalidRequest(`Received unknown parameter: ${param}`, { code: 'parameter_unknown', param })
  }
  if (error.keyword === 'required') {
    const param = paramName([...path, String(error.params.missingProperty)])
    return invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
  }
  const param = paramName(path)
  const given = path.reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], params)
  const text = typeof given === 'string' ? given : JSON.stringify(given)
  if (error.keyword === 'enum')
    return invalidRequest(`Invalid ${param}: must be one of ${error.params.allowedValues.join(', ')}`, {
      param,
    })
  if (error.keyword === 'type' && ['integer', 'number', 'boolean'].includes(error.params.type))
    return invalidRequest(`Invalid ${error.params.type}: ${text}`, {
      code: `parameter_invalid_${error.params.type}`,
      param,
    })
  if (error.keyword === 'type') return invalidRequest(`Invalid ${error.params.type}`, { param })
  return invalidRequest(`Invalid value for ${param}: ${text}`, { param })
}

/** `['line_items', '0', 'quantity']` → `line_items[0][quantity]`, as Stripe writes it. */
function paramName(path: string[]): string {
  return path.map((part, index) => (index === 0 ? part : `[${part}]`)).join('')
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~')
}
