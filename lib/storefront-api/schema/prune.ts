import {
  buildClientSchema,
  type IntrospectionField,
  type IntrospectionQuery,
  type IntrospectionType,
  type IntrospectionTypeRef,
  lexicographicSortSchema,
  printSchema,
} from 'graphql'

export type Allowed = { fields: Set<string>; withoutArguments: Set<string> }

/** Reads fields.txt: `Type.field`, or `- Type.field argument` for an argument that is left out. */
export function parseAllowed(text: string): Allowed {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const [taken, kept] = [
    lines.filter((line) => line.startsWith('- ')),
    lines.filter((line) => /^\w/.test(line)),
  ]
  return {
    fields: new Set(kept),
    withoutArguments: new Set(taken.map((line) => line.slice(2).replace(' ', '.'))),
  }
}

/**
 * The official schema with the allowed fields only, as SDL without descriptions. Enums, scalars and inputs come
 * along as they are, for what is left needs them; an interface stays where all its fields do.
 * @throws Error naming allowed fields that the official schema does not have
 */
export function prune(official: IntrospectionQuery, { fields, withoutArguments }: Allowed): string {
  const unknown = new Set(fields)
  const types = new Map(official.__schema.types.map((type) => [type.name, type]))
  const keepFields = (type: { name: string; fields: readonly IntrospectionField[] }) =>
    type.fields
      .filter(
        (field) => unknown.delete(`${type.name}.${field.name}`) || fields.has(`${type.name}.${field.name}`),
      )
      .map((field) => ({
        ...field,
        args: field.args.filter((arg) => !withoutArguments.has(`${type.name}.${field.name}.${arg.name}`)),
      }))
  const shaped = new Map<string, IntrospectionType>()
  for (const type of types.values()) {
    if (type.kind !== 'OBJECT' && type.kind !== 'INTERFACE') shaped.set(type.name, type)
    else if (type.name.startsWith('__')) shaped.set(type.name, type)
    else {
      const kept = keepFields(type)
      if (kept.length > 0) shaped.set(type.name, { ...type, fields: kept })
    }
  }
  if (unknown.size > 0) throw new Error(`the official schema has no ${[...unknown].join(', ')}`)
  const result = [...reachable(shaped, official)].map((name) => onlyKnown(shaped.get(name), shaped))
  const schema = buildClientSchema({
    __schema: {
      ...official.__schema,
      mutationType: shaped.has('Mutation') ? official.__schema.mutationType : null,
      types: result,
      directives: official.__schema.directives.map(plainField),
    },
  } as IntrospectionQuery)
  return `${printSchema(lexicographicSortSchema(schema))}\n`
}

/** Names of the types that the roots lead to. A type that implements a kept interface is led to by it. */
function reachable(types: Map<string, IntrospectionType>, official: IntrospectionQuery): Set<string> {
  const { queryType, mutationType, directives } = official.__schema
  const waiting = [queryType.name, mutationType?.name ?? '']
  waiting.push(...directives.flatMap(({ args }) => args.map((arg) => nameOf(arg.type))))
  waiting.push(...[...types.keys()].filter((name) => name.startsWith('__')), 'Boolean', 'String')
  const found = new Set<string>()
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const type = types.get(name)
    if (!type || found.has(name)) continue
    found.add(name)
    if (type.kind === 'OBJECT' || type.kind === 'INTERFACE')
      for (const field of type.fields)
        waiting.push(nameOf(field.type), ...field.args.map((arg) => nameOf(arg.type)))
    if (type.kind === 'INPUT_OBJECT') waiting.push(...type.inputFields.map((field) => nameOf(field.type)))
    if (type.kind === 'UNION') waiting.push(...type.possibleTypes.map((possible) => possible.name))
    if (type.kind === 'OBJECT') waiting.push(...interfacesOf(type, types).map((face) => face.name))
    if (type.kind === 'INTERFACE')
      for (const other of types.values())
        if (other.kind === 'OBJECT' && interfacesOf(other, types).some((face) => face.name === name))
          if (type.name !== 'Node') waiting.push(other.name)
  }
  return found
}

function nameOf(type: IntrospectionTypeRef): string {
  return 'ofType' in type && type.ofType
    ? nameOf(type.ofType as IntrospectionTypeRef)
    : (type as { name: string }).name
}

/** Those whose every field the type still has. */
function interfacesOf(
  type: { name: string; interfaces: readonly { name: string }[]; fields: readonly IntrospectionField[] },
  types: Map<string, IntrospectionType>,
) {
  const has = new Set(type.fields.map((field) => field.name))
  return type.interfaces.filter(({ name }) => {
    const face = types.get(name)
    return face?.kind === 'INTERFACE' && face.fields.every((field) => has.has(field.name))
  })
}

/** Without descriptions, and without naming what is gone. */
function onlyKnown(type: IntrospectionType | undefined, types: Map<string, IntrospectionType>) {
  const plain = <T extends { description?: unknown }>(thing: T): T => ({ ...thing, description: null })
  if (!type) throw new Error('a type that is led to is there')
  if (type.kind === 'OBJECT')
    return { ...plain(type), fields: type.fields.map(plainField), interfaces: interfacesOf(type, types) }
  if (type.kind === 'INTERFACE')
    return {
      ...plain(type),
      fields: type.fields.map(plainField),
      interfaces: interfacesOf(type, types),
      possibleTypes: type.possibleTypes.filter(({ name }) => {
        const possible = types.get(name)
        return (
          possible?.kind === 'OBJECT' && interfacesOf(possible, types).some((face) => face.name === type.name)
        )
      }),
    }
  if (type.kind === 'UNION')
    return { ...plain(type), possibleTypes: type.possibleTypes.filter(({ name }) => types.has(name)) }
  if (type.kind === 'ENUM') return { ...plain(type), enumValues: type.enumValues.map(plain) }
  if (type.kind === 'INPUT_OBJECT') return { ...plain(type), inputFields: type.inputFields.map(plain) }
  return plain(type)
}

function plainField<T extends Pick<IntrospectionField, 'args'>>(field: T): T {
  return { ...field, description: null, args: field.args.map((arg) => ({ ...arg, description: null })) }
}
