import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'
import { clientError } from './errors'

/**
 * What no real client meets: theirs at most are depth 13, 689 tokens, 7 kB, 29 aliases and 492 fields with fragments
 * expanded; and 100 products with 250 variants each. Tokens are limited while parsing, bytes while reading.
 */
export const limits = {
  bytes: 64_000,
  tokens: 2_000,
  depth: 15,
  aliases: 60,
  rootFields: 20,
  fields: 1_500,
  cost: 400_000,
} as const

/**
 * Measures an operation that validated (so fragments exist and lead nowhere in a circle).
 * @returns its cost: one for each object, and for a list as many as its page holds
 * @throws GraphQLError MAX_COMPLEXITY_EXCEEDED naming what is too much
 */
export function measure(document: DocumentNode, operation: OperationDefinitionNode, pageOf: PageOf): number {
  let aliases = 0
  visit(document, {
    enter(node) {
      if (node.kind === 'Field' && node.alias) aliases += 1
    },
  })
  if (aliases > limits.aliases) throw tooMuch('aliases', aliases, limits.aliases)

  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === 'FragmentDefinition') fragments.set(definition.name.value, definition)
  let fields = 0

  const walk = (selections: SelectionSetNode, depth: number, nested: number): number => {
    if (nested > limits.depth * 4) throw tooMuch('depth', depth, limits.depth)
    let cost = 0
    for (const selection of selections.selections) {
      if (selection.kind === 'Field') {
        if (selection.name.value.startsWith('__')) continue
        fields += 1
        if (fields > limits.fields) throw tooMuch('fields', fields, limits.fields)
        if (!selection.selectionSet) continue
        if (depth >= limits.depth) throw tooMuch('depth', depth + 1, limits.depth)
        cost += 1 + pageOf(selection) * walk(selection.selectionSet, depth + 1, nested + 1)
      } else {
        const inner =
          selection.kind === 'InlineFragment'
            ? selection.selectionSet
            : fragments.get(selection.name.value)?.selectionSet
        if (inner) cost += walk(inner, depth, nested + 1)
      }
      if (cost > limits.cost) throw tooMuch('cost', cost, limits.cost)
    }
    return cost
  }
  const roots = operation.selectionSet.selections.length
  if (roots > limits.rootFields) throw tooMuch('root fields', roots, limits.rootFields)
  return walk(operation.selectionSet, 1, 1)
}

/** How many objects a field may answer with: its page size, 1 where it has none. */
type PageOf = (field: FieldNode) => number

function tooMuch(what: string, found: number, most: number) {
  const more = what === 'cost' ? { cost: found, maxCost: most } : {}
  return clientError('MAX_COMPLEXITY_EXCEEDED', `Query has too many ${what}: more than ${most}.`, more)
}
