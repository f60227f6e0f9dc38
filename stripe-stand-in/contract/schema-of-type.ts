import ts from 'typescript-classic'
import type { JsonSchema } from './json-schema'
import { SERVED_OBJECTS } from './served-operations'

/** Numbers that Stripe sends with a fraction; every other number of its v1 API is an integer. */
const FRACTIONAL = /percent|rate|latitude|longitude|ratio|score/

/**
 * Translates types of the `stripe` package into JSON Schema. A `request` reads `null` as the empty string that unsets
 * a parameter in a form body; an `answer` keeps `null`, and keeps an expanded object only where the stand-in serves it.
 */
export function schemaTranslator(checker: ts.TypeChecker, definitions: Record<string, JsonSchema>) {
  const described = new Map<string, ts.Symbol>()
  let side: 'request' | 'answer' = 'answer'

  function schemaOf(type: ts.Type): JsonSchema {
    const alias = type.aliasSymbol?.name
    if (alias === 'OtherString') return { type: 'string' }
    if (alias === 'Decimal' || type.symbol?.name === 'Decimal')
      return { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' }
    if (type.isUnion()) return schemaOfUnion(type)
    if (type.isIntersection()) return schemaOfIntersection(type)
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value }
    if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === 'true' }
    if (type.flags & ts.TypeFlags.String) return { type: 'string' }
    if (type.flags & ts.TypeFlags.Number) return { type: 'number' }
    if (type.flags & ts.TypeFlags.Boolean) return { type: 'boolean' }
    if (type.flags & ts.TypeFlags.Null) return side === 'answer' ? { type: 'null' } : { const: '' }
    if (type.flags & ts.TypeFlags.Never) return { not: {} }
    if (checker.isArrayType(type)) {
      const [item] = checker.getTypeArguments(type as ts.TypeReference)
      return { type: 'array', items: item ? schemaOf(item) : {} }
    }
    return type.flags & ts.TypeFlags.Object ? schemaOfNamedObject(type) : {}
  }

  function schemaOfUnion(union: ts.UnionType): JsonSchema {
    const literals: (string | number)[] = []
    const branches: JsonSchema[] = []
    const hasString = union.types.some((member) => member.flags & ts.TypeFlags.String)
    let booleans = 0
    for (const member of union.types) {
      if (member.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) continue
      // `string & {}` marks an enum Stripe may extend. The stand-in is strict: it accepts the values known today.
      if (member.isIntersection() && member.types.some((part) => part.flags & ts.TypeFlags.String)) continue
      if (member.isStringLiteral() || member.isNumberLiteral()) literals.push(member.value)
      else if (member.flags & ts.TypeFlags.BooleanLiteral) booleans += 1
      else if (side === 'answer' && hasString && isApiObject(member) && !isServed(member)) continue
      else branches.push(schemaOf(member))
    }
    if (literals.length > 0) branches.unshift({ enum: literals })
    if (booleans > 0) branches.unshift({ type: 'boolean' })
    if (union.types.some((member) => member.flags & ts.TypeFlags.Null))
      branches.push(side === 'answer' ? { type: 'null' } : { const: '' })
    const [first] = branches
    return branches.length === 1 && first ? first : { anyOf: branches }
  }

  function schemaOfIntersection(intersection: ts.IntersectionType): JsonSchema {
    if (intersection.types.some((part) => part.flags & ts.TypeFlags.String)) return { type: 'string' }
    // A `Response<T>` is T and the HTTP response it came in; the latter is not on the wire.
    const onTheWire = intersection.types.filter((part) => !part.getProperty('lastResponse'))
    const [first] = onTheWire
    return onTheWire.length === 1 && first ? schemaOf(first) : { allOf: onTheWire.map(schemaOf) }
  }

  function schemaOfNamedObject(type: ts.Type): JsonSchema {
    const symbol = type.aliasSymbol && !type.aliasTypeArguments ? type.aliasSymbol : type.symbol
    const isGeneric =
      (type.aliasTypeArguments?.length ?? checker.getTypeArguments(type as ts.TypeReference)?.length ?? 0) > 0
    if (!symbol || symbol.name === '__type' || isGeneric) return schemaOfObject(type)
    if (side === 'answer' && isApiObject(type) && !isServed(type)) return { type: 'object' }
    const name = qualifiedName(symbol)
    // An event carries any API object; the stand-in checks that object against the object's own schema instead.
    if (name.endsWith('Event.Data.Object') || name.endsWith('Event.Data.PreviousAttributes'))
      return { type: 'object' }
    const definition = `${side}.${name}`
    const earlier = described.get(definition)
    if (earlier && earlier !== symbol) throw new Error(`Two types of the stripe package are called ${name}`)
    if (!earlier) {
      described.set(definition, symbol)
      definitions[definition] = schemaOfObject(type)
    }
    return { $ref: `#/$defs/${definition}` }
  }

  function schemaOfObject(type: ts.Type): JsonSchema {
    const properties: Record<string, JsonSchema> = {}
    const required: string[] = []
    for (const property of checker.getPropertiesOfType(type)) {
      const declaration = property.valueDeclaration ?? property.declarations?.[0]
      if (property.name === 'lastResponse' || !declaration) continue
      const propertyType = checker.getTypeOfSymbolAtLocation(property, declaration)
      if (propertyType.getCallSignatures().length > 0) continue
      const schema = schemaOf(propertyType)
      properties[property.name] = FRACTIONAL.test(property.name) ? schema : withIntegers(schema)
      if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name)
    }
    const index = checker.getIndexTypeOfType(type, ts.IndexKind.String)
    const hasProperties = Object.keys(properties).length > 0
    return {
      type: 'object',
      ...(hasProperties && { properties }),
      ...(required.length > 0 && { required }),
      ...(index
        ? { additionalProperties: schemaOf(index) }
        : hasProperties && { additionalProperties: false }),
    }
  }

  return {
    requestSchema(type: ts.Type) {
      side = 'request'
      return schemaOf(type)
    },
    answerSchema(type: ts.Type) {
      side = 'answer'
      return schemaOf(type)
    },
  }
}

function withIntegers(schema: JsonSchema): JsonSchema {
  if (schema.type === 'number') return { ...schema, type: 'integer' }
  if (schema.anyOf) return { ...schema, anyOf: schema.anyOf.map(withIntegers) }
  if (schema.items) return { ...schema, items: withIntegers(schema.items) }
  return schema
}

/** API objects say what they are: `object: 'charge'`. */
function isApiObject(type: ts.Type): boolean {
  return type.getProperty('object') !== undefined
}

/** Generic lists (`ApiList<Refund>`) are served too: only their items differ. */
function isServed(type: ts.Type): boolean {
  const declaration = type.symbol?.declarations?.[0]
  if (!declaration) return false
  const file = declaration.getSourceFile().fileName.replace(/^.*\/resources\/|\.d\.ts$/g, '')
  return type.symbol.name === 'ApiList' || SERVED_OBJECTS.has(`${file}.${type.symbol.name}`)
}

function qualifiedName(symbol: ts.Symbol): string {
  const parts: string[] = []
  const isNaming = (node: ts.Node) =>
    ts.isInterfaceDeclaration(node) || ts.isModuleDeclaration(node) || ts.isTypeAliasDeclaration(node)
  for (let node: ts.Node | undefined = symbol.declarations?.[0]; node; node = node.parent)
    if (isNaming(node)) parts.unshift((node as ts.InterfaceDeclaration).name.text)
  return parts.join('.')
}
