import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  visit,
} from 'graphql'
import { clientError } from './errors'

/**
 * What no real client meets: theirs at most are depth 13, 689 tokens, 7 kB, 29 aliases, 492 fields with fragments
 * expanded and a cost of 227,000 (shopify-buy's 20 collections with 20 products each, and all that these hold). Tokens
 * are limited while parsing, bytes while reading, values and time while answering.
 */
export const limits = {
  /** A cart of 250 lines, each with attributes, in the variables. */
  bodyBytes: 256_000,
  /** Of the document alone. */
  bytes: 64_000,
  tokens: 2_000,
  /** In one pair of braces: validating compares each with each. */
  siblings: 100,
  depth: 15,
  aliases: 60,
  rootFields: 20,
  fields: 1_500,
  /** Lists read from the database. */
  reads: 200,
  cost: 400_000,
  /** Of an answer, each name with what stands beside it: a second and 200 MB. shopify-buy's 250 products of 75 variants each. */
  values: 500_000,
  /**
   * What an answer might come to is paid for ahead up to here, and the rest once it is known: what might be large is mostly
   * small in the end, and of what is not, few are on their way for one caller at once.
   */
  valuesAhead: 125_000,
  milliseconds: 5_000,
} as const

/** Fields that read a list, once for each object they stand on. */
const reading = new Set([
  'products',
  'articles',
  'articleByHandle',
  'collections',
  'pages',
  'blogs',
  'search',
  'predictiveSearch',
  'productRecommendations',
])

/** Lists that are not asked for in pages. */
const lengths: Record<string, number> = { predictiveSearch: 10, productRecommendations: 10 }

const largestPage = 250

/**
 * What each thing of a list holds itself, such as variants and pictures, is asked for in pages of 250, and mostly is few:
 * it counts as no more than this, but together as at least one whole page. What an answer really comes to is limited while
 * it is made (`values`).
 */
const mostlyHeld = 10

/** Fields that hold whole texts, and what one weighs beside an object. */
const texts = new Set(['contentHtml', 'content', 'descriptionHtml', 'description', 'body', 'bodySummary'])
const textCost = 200

/** A change is a transaction, whatever is selected of what comes of it. */
const changeCost = 1_000

type Size = { cost: number; values: number; reads: number; fields: number; depth: number; roots: number }

/**
 * `cost` is one for each object, more for texts, and for a list as many as its page holds, or mostly does; `values` the
 * most that the answer may hold.
 */
type Measured = Pick<Size, 'cost' | 'values'>

/** Before anything is compared with anything. @throws GraphQLError MAX_COMPLEXITY_EXCEEDED */
export function refuseCrowds(document: DocumentNode): void {
  let aliases = 0
  visit(document, {
    enter(node) {
      if (node.kind === 'Field' && node.alias) aliases += 1
      if (node.kind === 'SelectionSet')
        refuseMore('fields side by side', node.selections.length, limits.siblings)
    },
  })
  refuseMore('aliases', aliases, limits.aliases)
}

/**
 * Measures an operation that validated (so fragments exist and lead nowhere in a circle). Each fragment is measured
 * once, however often it is spread: in each other they would double with every level.
 * @param variables as GraphQL read them, defaults included
 * @throws GraphQLError MAX_COMPLEXITY_EXCEEDED naming what is too much
 */
export function measure(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): Measured {
  const sizes = sizingVariables(document).map((name) => sizeOf(variables[name]))
  const latest = latestMeasured.get(operation)
  if (latest?.sizes === String(sizes)) return latest
  const measured = { ...measureAnew(document, operation, variables), sizes: String(sizes) }
  latestMeasured.set(operation, measured)
  return measured
}

// Documents that clients send again and again are kept (document.ts), mostly with the same page sizes.
const latestMeasured = new WeakMap<OperationDefinitionNode, Measured & { sizes: string }>()
const sizingVariablesOf = new WeakMap<DocumentNode, string[]>()

/** The variables that a cost hangs on. */
function sizingVariables(document: DocumentNode): string[] {
  const known = sizingVariablesOf.get(document)
  if (known) return known
  const names = new Set<string>()
  visit(document, {
    Argument({ name, value }) {
      if (sizing.has(name.value) && value.kind === 'Variable') names.add(value.name.value)
    },
  })
  sizingVariablesOf.set(document, [...names])
  return [...names]
}

function measureAnew(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): Measured {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === 'FragmentDefinition') fragments.set(definition.name.value, definition)
  const measured = new Map<string, Size>()

  /** @param held the most that a list counts for here which is not read from the database, but held */
  const ofFragment = (name: string, held: number): Size => {
    const key = `${name} ${held}`
    const known = measured.get(key)
    if (known) return known
    const definition = fragments.get(name)
    const size = definition ? ofSelections(definition.selectionSet, held) : nothing
    measured.set(key, size)
    return size
  }
  const ofField = (field: FieldNode, held: number): Size => {
    const name = field.name.value
    const own = texts.has(name) ? textCost : 0
    if (!field.selectionSet) return { cost: own, values: 1 + own, reads: 0, fields: 1, depth: 1, roots: 1 }
    const page = pageSize(field, variables, reading.has(name) ? largestPage : held)
    const inner = ofSelections(field.selectionSet, Math.max(mostlyHeld, Math.ceil(held / Math.max(1, page))))
    return {
      cost: 1 + own + page * inner.cost,
      values: 1 + own + pageSize(field, variables, largestPage) * inner.values,
      reads: (reading.has(name) ? 1 : 0) + page * inner.reads,
      fields: 1 + inner.fields,
      depth: 1 + inner.depth,
      roots: 1,
    }
  }
  const ofSelections = ({ selections }: SelectionSetNode, held: number): Size =>
    selections
      .map((selection) => {
        if (selection.kind === 'Field') return ofField(selection, held)
        if (selection.kind === 'InlineFragment') return ofSelections(selection.selectionSet, held)
        return ofFragment(selection.name.value, held)
      })
      .reduce(sum, nothing)

  const size = ofSelections(operation.selectionSet, largestPage)
  refuseMore('root fields', size.roots, limits.rootFields)
  if (size.depth > limits.depth) throw tooComplex(`Query is nested deeper than ${limits.depth} levels.`)
  refuseMore('fields', size.fields, limits.fields)
  refuseMore('lists in lists', size.reads, limits.reads)
  const cost = size.cost + (operation.operation === 'mutation' ? size.roots * changeCost : 0)
  if (cost > limits.cost)
    throw tooComplex(`Query costs too much: ${cost}, and ${limits.cost} at most is answered.`, {
      cost,
      maxCost: limits.cost,
    })
  return { cost, values: size.values }
}

const nothing: Size = { cost: 0, values: 0, reads: 0, fields: 0, depth: 0, roots: 0 }

function sum(a: Size, b: Size): Size {
  return {
    cost: a.cost + b.cost,
    values: a.values + b.values,
    reads: a.reads + b.reads,
    fields: a.fields + b.fields,
    depth: Math.max(a.depth, b.depth),
    roots: a.roots + b.roots,
  }
}

/**
 * How many objects a field may answer with: its page, or as many as the list it is given; 1 where it has neither.
 * @param most that a page counts for
 */
function pageSize(field: FieldNode, variables: Record<string, unknown>, most: number): number {
  const sizes = (field.arguments ?? []).flatMap(({ name, value }) => {
    if (!sizing.has(name.value)) return []
    const size = sizeGiven(value, variables)
    return paging.has(name.value) ? Math.min(most, size) : size
  })
  // A larger page than the largest is refused where it is made.
  return Math.min(largestPage, Math.max(lengths[field.name.value] ?? 1, ...sizes))
}

function sizeGiven(value: ValueNode, variables: Record<string, unknown>): number {
  if (value.kind === 'IntValue') return Number(value.value)
  if (value.kind === 'ListValue') return value.values.length
  return value.kind === 'Variable' ? sizeOf(variables[value.name.value]) : 1
}

function sizeOf(given: unknown): number {
  return Array.isArray(given) ? given.length : typeof given === 'number' ? given : 1
}

/** Arguments that say how many objects come back: a page, or one for each of a list. */
const sizing = new Set(['first', 'last', 'ids', 'identifiers'])
const paging = new Set(['first', 'last'])

function refuseMore(what: string, found: number, most: number): void {
  if (found > most) throw tooComplex(`Query has too many ${what}: more than ${most}.`)
}

const tooComplex = (message: string, more: object = {}) =>
  clientError('MAX_COMPLEXITY_EXCEEDED', message, more)
