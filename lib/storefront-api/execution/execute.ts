import {
  type DocumentNode,
  type GraphQLAbstractType,
  type GraphQLError,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  isObjectType,
  locatedError,
  type OperationDefinitionNode,
} from 'graphql'
import { BrokenOff } from './broken-off'
import { abandon, isPromise, type Late, put, whole } from './late'
import { fromVariables, type PlannedField, planOf, type Selection, type Shape, type Variables } from './plan'

/** What an object has for a field: a value, a promise of it, or a function of the field's arguments. */
export type Resolve = (parent: Answer, field: PlannedField) => unknown

/** Looks at what a field is given, once for all objects of an answer. @throws GraphQLError for what it can't be given */
export type CheckArguments = (args: Arguments, field: PlannedField) => void

export type Arguments = Record<string, unknown>

/**
 * Answers an operation as the specification says (section 6), from a plan that is made once for a document. graphql-js
 * collects the selections anew for every object of every answer; `execute.test.ts` holds the two against each other.
 * @param asked.document valid by the schema
 * @param asked.variables as GraphQL read them
 * @param asked.most values that may be answered: each field of each object, and long texts as several
 * @returns `data` null where an error went all the way up; `values` as many as there were
 */
export async function execute(asked: {
  schema: GraphQLSchema
  document: DocumentNode
  operation: OperationDefinitionNode
  root: object
  variables: Variables
  resolve: Resolve
  checkArguments: CheckArguments
  most: number
}): Promise<{ data: object | null; errors: GraphQLError[]; values: number }> {
  const { schema, document, operation, root, variables, most } = asked
  const { resolve, checkArguments } = asked
  const run: Run = {
    schema,
    variables,
    resolve,
    checkArguments,
    given: new Map(),
    errors: [],
    most,
    left: most,
  }
  const ended = (data: object | null, errors: GraphQLError[]) => ({ data, errors, values: most - run.left })
  try {
    const selection = planOf(schema, document, operation, variables)
    const answerRoot = operation.operation === 'mutation' ? answerInOrder : answerObject
    return ended(await answerRoot(run, selection, root), run.errors)
  } catch (error) {
    return ended(null, [...run.errors, locatedError(error, undefined)])
  }
}

/** One operation being answered. */
type Run = {
  schema: GraphQLSchema
  variables: Variables
  resolve: Resolve
  checkArguments: CheckArguments
  /** Arguments that hang on variables: the same for every object of this answer. */
  given: Map<PlannedField, Arguments>
  errors: GraphQLError[]
  most: number
  /** Of `most`, how many may still come. */
  left: number
}

/** So many characters weigh as one value more, and an error as so many values: what they take in memory. */
const charactersOfValue = 64
const valuesOfError = 50

/** @throws BrokenOff */
function count(run: Run, values: number): void {
  run.left -= values
  if (run.left < 0) throw new BrokenOff(`The answer is too large: more than ${run.most} values.`)
}

/** The way from a value up to the root. */
type Path = { above: Path | undefined; key: string | number }

/** An object, as it is answered or as it answers. */
type Answer = Record<string, unknown>

/** @throws what a field that may not be null has for an error: the object is none then */
function answerObject(
  run: Run,
  { type, fields, bare }: Selection,
  parent: object,
  path?: Path,
): Answer | Promise<Answer> {
  count(run, fields.length)
  const answer: Answer = bare ? Object.create(null) : {}
  const late: Late = []
  try {
    for (const field of fields)
      put(answer, field.key, answerField(run, field, type, parent as Answer, path), late)
  } catch (error) {
    return abandon(late, error)
  }
  return whole(answer, late)
}

/** Changes follow each other. */
async function answerInOrder(run: Run, { type, fields }: Selection, root: object): Promise<Answer> {
  const answer: Answer = Object.create(null)
  for (const field of fields)
    answer[field.key] = await answerField(run, field, type, root as Answer, undefined)
  return answer
}

function answerField(
  run: Run,
  field: PlannedField,
  type: GraphQLObjectType,
  parent: Answer,
  above: Path | undefined,
): unknown {
  let value: unknown
  try {
    value = read(run, field, type, parent)
  } catch (error) {
    return fail(run, field, field.shape, { above, key: field.key }, error)
  }
  return settle(run, field, field.shape, above, field.key, value)
}

function read(run: Run, field: PlannedField, type: GraphQLObjectType, parent: Answer): unknown {
  if (field.name === '__typename') return type.name
  const { resolve } = field.definition
  // The schema's own fields bring along what answers them. It reads the schema, and nothing else that graphql-js tells.
  if (resolve)
    return resolve(parent, argumentsOf(run, field), undefined, { schema: run.schema } as GraphQLResolveInfo)
  const found = run.resolve(parent, field)
  return typeof found === 'function' ? found(argumentsOf(run, field)) : found
}

const fixed = new WeakMap<PlannedField, Arguments>()

/** @throws GraphQLError for what the field can't be given */
function argumentsOf(run: Run, field: PlannedField): Arguments {
  const known = field.fixed ? fixed : run.given
  const before = known.get(field)
  if (before) return before
  const args = fromVariables(() => getArgumentValues(field.definition, field.nodes[0], run.variables))
  run.checkArguments(args, field)
  known.set(field, args)
  return args
}

/** What becomes of a value that is there or on its way. @throws as `fail` does */
function settle(
  run: Run,
  field: PlannedField,
  shape: Shape,
  above: Path | undefined,
  key: string | number,
  value: unknown,
): unknown {
  try {
    // Most are words and numbers that are there: nothing is made for them but their place in the answer.
    if (shape.kind === 'leaf' && !isPromise(value)) return complete(run, field, shape, undefined, value)
    const path = { above, key }
    const done = isPromise(value)
      ? completeLate(run, field, shape, path, value)
      : complete(run, field, shape, path, value)
    return isPromise(done) ? failLate(run, field, shape, path, done) : done
  } catch (error) {
    return fail(run, field, shape, { above, key }, error)
  }
}

function completeLate(run: Run, field: PlannedField, shape: Shape, path: Path, value: Promise<unknown>) {
  return value.then((there) => complete(run, field, shape, path, there))
}

function failLate(run: Run, field: PlannedField, shape: Shape, path: Path, done: Promise<unknown>) {
  return done.then(undefined, (error) => fail(run, field, shape, path, error))
}

/**
 * Null for the value, and its error beside the answer.
 * @throws GraphQLError where it may not be null; of an answer that is broken off, all that is below the root's fields
 */
function fail(run: Run, { nodes }: PlannedField, { nullable }: Shape, path: Path, error: unknown): null {
  const located = locatedError(error, nodes, keysOf(path))
  if (!nullable || (path.above && located.originalError instanceof BrokenOff)) throw located
  run.left -= valuesOfError
  run.errors.push(located)
  return null
}

function keysOf(path: Path): (string | number)[] {
  const keys: (string | number)[] = []
  for (let at: Path | undefined = path; at; at = at.above) keys.unshift(at.key)
  return keys
}

/** @throws Error for a value that is none of its type: a mistake of ours */
function complete(
  run: Run,
  field: PlannedField,
  shape: Shape,
  path: Path | undefined,
  value: unknown,
): unknown {
  if (value === null || value === undefined) {
    if (shape.nullable) return null
    throw new Error(`${field.name} has no value and must have one`)
  }
  if (value instanceof Error) throw value
  switch (shape.kind) {
    case 'leaf':
      return completeLeaf(run, shape.type, value)
    case 'list':
      return completeList(run, field, shape.item, path, value)
    case 'object':
      return answerObject(run, field.selectionOf(shape.type), value, path)
    case 'abstract':
      return answerObject(run, field.selectionOf(typeOf(run, shape.type, value)), value, path)
  }
}

function completeLeaf(run: Run, type: GraphQLLeafType, value: unknown): unknown {
  const written = type.serialize(value)
  if (written === null || written === undefined) throw new Error(`a value is no ${type.name}`)
  if (typeof written === 'string' && written.length > charactersOfValue)
    count(run, Math.floor(written.length / charactersOfValue))
  return written
}

function completeList(run: Run, field: PlannedField, item: Shape, path: Path | undefined, value: unknown) {
  if (!Array.isArray(value)) throw new Error(`${field.name} is not a list and must be one`)
  const list: unknown[] = []
  const late: Late = []
  try {
    for (const [place, one] of value.entries())
      put(list, place, settle(run, field, item, path, place, one), late)
  } catch (error) {
    return abandon(late, error)
  }
  return whole(list, late)
}

function typeOf(run: Run, type: GraphQLAbstractType, value: object): GraphQLObjectType {
  const { __typename: name = '' } = value as { __typename?: string }
  const found = run.schema.getType(name)
  if (!isObjectType(found) || !run.schema.isSubType(type, found))
    throw new Error(`"${name}" is none of ${type.name}`)
  return found
}
