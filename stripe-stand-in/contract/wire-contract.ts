import { readFileSync } from 'node:fs'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020'
import type { Contract, JsonSchema } from './json-schema'

export const contract = JSON.parse(
  readFileSync(new URL('./stripe-contract.json', import.meta.url), 'utf8'),
) as Contract

// The contract is derived, so it is not checked against the meta-schema again; optimising code that checks a few dozen
// requests costs more than it saves. Both matter to the first checkout after a start.
const ajv = new Ajv2020({
  strict: false,
  allErrors: true,
  meta: false,
  validateSchema: false,
  code: { optimize: false },
})
ajv.addSchema(contract, 'contract')
const compiled = new Map<string, ValidateFunction>()

/**
 * Follows `$ref`s to the schema they name.
 * @throws Error for a name the contract does not define
 */
export function resolveSchema(schema: JsonSchema): JsonSchema {
  if (!schema.$ref) return schema
  const found = contract.$defs[schema.$ref.replace('#/$defs/', '')]
  if (!found) throw new Error(`The contract does not define ${schema.$ref}`)
  return resolveSchema(found)
}

/** What is wrong with the parameters of a request, already turned from form text into values. Empty when all is well. */
export function requestErrors(operation: string, params: unknown): ErrorObject[] {
  return errorsAt(`operations/${escaped(operation)}/request`, params)
}

/** What is wrong with a 200 answer, as readable lines. For tests: the stand-in holds its own answers to the contract. */
export function answerErrors(operation: string, answer: unknown): string[] {
  return errorsAt(`operations/${escaped(operation)}/answer`, answer).map(readable)
}

/** What is wrong with an API object on its own, e.g. the one inside an event. `name` is its interface in the package. */
export function objectErrors(name: string, value: unknown): string[] {
  return errorsAt(`$defs/answer.${name}`, value).map(readable)
}

function errorsAt(pointer: string, value: unknown): ErrorObject[] {
  let validate = compiled.get(pointer)
  if (!validate) {
    validate = ajv.compile({ $ref: `contract#/${pointer}` })
    compiled.set(pointer, validate)
  }
  return validate(value) ? [] : [...(validate.errors ?? [])]
}

function readable(error: ErrorObject): string {
  return `${error.instancePath || '/'} ${error.message ?? ''} ${JSON.stringify(error.params)}`
}

/** JSON pointer in a URI fragment: `/` and the braces of a path need escapes. */
function escaped(operation: string): string {
  return encodeURIComponent(operation.replaceAll('~', '~0').replaceAll('/', '~1'))
}
