import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  type InlineFragmentNode,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  typeFromAST,
  type ValueNode,
  visit,
} from 'graphql'

/** Of an operation, by name, as GraphQL read them: defaults included. */
export type Variables = Record<string, unknown>

/** What is asked of an object of one type: fragments are spread, and what has the same key is asked once. */
export type Selection = {
  type: GraphQLObjectType
  fields: readonly PlannedField[]
  /** One of the keys is what a plain object would take for its prototype. */
  bare: boolean
}

export type PlannedField = {
  key: string
  /** Of the type that it is asked of, and its own. */
  typeName: string
  name: string
  nodes: FieldNodes
  definition: GraphQLField<unknown, unknown>
  shape: Shape
  /** Where no variable stands in its arguments they are the same each time. */
  fixed: boolean
  /** What is asked of the objects it answers with. */
  selectionOf: (type: GraphQLObjectType) => Selection
}

/** A field's nodes: it may be asked for in several places, each with a selection of its own. */
export type FieldNodes = readonly [FieldNode, ...FieldNode[]]

/** What a type asks of a value. Where that may be null, an error makes it so and goes no further up. */
export type Shape = { nullable: boolean } & (
  | { kind: 'leaf'; type: GraphQLLeafType }
  | { kind: 'object'; type: GraphQLObjectType }
  | { kind: 'abstract'; type: GraphQLAbstractType }
  | { kind: 'list'; item: Shape }
)

/** What a selection is read from: a valid document, and the values that skip and include parts of it. */
type Planning = {
  schema: GraphQLSchema
  fragments: ReadonlyMap<string, FragmentDefinitionNode>
  choices: Variables
}

// Clients ask with the same documents again and again, and nearly always with the same choices. A plan has a few hundred
// bytes for each field, and a short document may ask for many: fewer are kept than documents.
const kept = new Map<OperationDefinitionNode, { made: string; root: Selection }>()
const mostKept = 100

/**
 * What an operation asks of the root. It hangs on nothing but the document and the variables that skip or include, so it
 * is made once; what it asks of other objects is read as answers come to them.
 * @param document valid by the schema
 * @throws GraphQLError where a variable that must say whether to skip is null
 */
export function planOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): Selection {
  const choices = Object.fromEntries(choosing(document).map((name) => [name, variables[name]]))
  const made = JSON.stringify(choices)
  const known = kept.get(operation)
  const root = known?.made === made ? known.root : planAnew(schema, document, operation, choices)
  kept.delete(operation)
  kept.set(operation, { made, root })
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break
    kept.delete(oldest)
  }
  return root
}

function planAnew(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  choices: Variables,
): Selection {
  const type = schema.getRootType(operation.operation)
  if (!type) throw new Error(`nothing answers a ${operation.operation}`)
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === 'FragmentDefinition') fragments.set(definition.name.value, definition)
  return select({ schema, fragments, choices }, type, [operation.selectionSet])
}

const choosingOf = new WeakMap<DocumentNode, string[]>()

/** The variables that `@skip` and `@include` go by. */
function choosing(document: DocumentNode): string[] {
  const known = choosingOf.get(document)
  if (known) return known
  const names = new Set<string>()
  visit(document, {
    Directive({ name, arguments: given }) {
      if (name.value !== 'skip' && name.value !== 'include') return
      for (const { value } of given ?? []) if (value.kind === 'Variable') names.add(value.name.value)
    },
  })
  choosingOf.set(document, [...names])
  return [...names]
}

/** @param sets what is selected, in whichever places */
function select(planning: Planning, type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Selection {
  const asked = new Map<string, [FieldNode, ...FieldNode[]]>()
  const spread = new Set<string>()
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (!isIncluded(selection, planning)) continue
      if (selection.kind === 'Field') {
        const key = (selection.alias ?? selection.name).value
        const nodes = asked.get(key)
        if (nodes) nodes.push(selection)
        else asked.set(key, [selection])
      } else if (selection.kind === 'InlineFragment') {
        if (isOf(type, selection, planning)) collect(selection.selectionSet)
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value)
        const fragment = planning.fragments.get(selection.name.value)
        if (fragment && isOf(type, fragment, planning)) collect(fragment.selectionSet)
      }
    }
  }
  for (const set of sets) collect(set)
  const fields = [...asked].map(([key, nodes]) => planField(planning, type, key, nodes))
  return { type, fields, bare: asked.has('__proto__') }
}

function isIncluded(selection: SelectionNode, { choices }: Planning): boolean {
  if (!selection.directives?.length) return true
  return fromVariables(
    () =>
      getDirectiveValues(GraphQLSkipDirective, selection, choices)?.if !== true &&
      getDirectiveValues(GraphQLIncludeDirective, selection, choices)?.if !== false,
  )
}

/**
 * What arguments are given: a valid document leaves nothing wrong with it but a variable, such as one with a default
 * that is null all the same where null may not stand.
 * @throws GraphQLError with the code of such a variable
 */
export function fromVariables<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof GraphQLError) error.extensions.code ??= 'INVALID_VARIABLE'
    throw error
  }
}

function isOf(
  type: GraphQLObjectType,
  { typeCondition }: InlineFragmentNode | FragmentDefinitionNode,
  { schema }: Planning,
): boolean {
  if (!typeCondition) return true
  const wanted = typeFromAST(schema, typeCondition)
  return wanted === type || (isAbstractType(wanted) && schema.isSubType(wanted, type))
}

/** What the specification adds to the fields of a schema; the document is valid, so they stand where they may. */
const added: Record<string, GraphQLField<unknown, unknown>> = {
  __typename: TypeNameMetaFieldDef,
  __schema: SchemaMetaFieldDef,
  __type: TypeMetaFieldDef,
}

function planField(
  planning: Planning,
  type: GraphQLObjectType,
  key: string,
  nodes: FieldNodes,
): PlannedField {
  const [{ name, arguments: given = [] }] = nodes
  const definition = added[name.value] ?? type.getFields()[name.value]
  if (!definition) throw new Error(`${type.name}.${name.value} is not in the schema`)
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
  const selections = new Map<GraphQLObjectType, Selection>()
  return {
    key,
    typeName: type.name,
    name: name.value,
    nodes,
    definition,
    shape: shapeOf(definition.type),
    fixed: !given.some(({ value }) => hasVariable(value)),
    selectionOf: (concrete) => {
      const selection = selections.get(concrete) ?? select(planning, concrete, sets)
      selections.set(concrete, selection)
      return selection
    },
  }
}

function shapeOf(type: GraphQLOutputType): Shape {
  if (isNonNullType(type)) return { ...shapeOf(type.ofType), nullable: false }
  if (isListType(type)) return { kind: 'list', item: shapeOf(type.ofType), nullable: true }
  if (isLeafType(type)) return { kind: 'leaf', type, nullable: true }
  if (isObjectType(type)) return { kind: 'object', type, nullable: true }
  return { kind: 'abstract', type, nullable: true }
}

function hasVariable(value: ValueNode): boolean {
  if (value.kind === 'ListValue') return value.values.some(hasVariable)
  if (value.kind === 'ObjectValue') return value.fields.some((field) => hasVariable(field.value))
  return value.kind === 'Variable'
}
