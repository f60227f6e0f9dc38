import fc, { type GeneratorValue } from 'fast-check'
import {
  buildSchema,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  getIntrospectionQuery,
  getNamedType,
  getOperationAST,
  getVariableValues,
  execute as graphqlJs,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isUnionType,
  NoUnusedFragmentsRule,
  NoUnusedVariablesRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import { describe, expect, test } from 'vitest'
import { once } from '../once'
import { execute } from './execute'

// graphql-js, which the specification's own authors keep, answers beside ours: questions and answers that are drawn by
// chance, with values at once and late, missing, failing and of the wrong type, where they may be so and where not.

const schema = buildSchema(`
  interface Named { id: ID! name: String }
  enum Colour { LEAF CLAY }
  union Thing = Tree | Leaf
  type Tree implements Named {
    id: ID! name: String height: Int! leaf: Leaf firmLeaf: Leaf! leaves: [Leaf] firmLeaves: [Leaf!]! rows: [[Int!]]
    things: [Thing!] next: Named colour(of: Colour = LEAF, deep: [Int!]): Colour says(word: String!): String
  }
  type Leaf implements Named { id: ID! name: String tree: Tree firmTree: Tree! share: Float colours: [Colour!]! }
  type Query { tree: Tree firmTree: Tree! thing: Thing named: Named things: [Thing]! }
  type Mutation { grow(by: Int!): Tree fell: Tree! }
`)
const given = { yes: true, word: 'hush', colour: 'CLAY', number: 7 }
const asked = '($yes: Boolean!, $no: Boolean = false, $word: String!, $colour: Colour, $number: Int!)'
const fragment = `fragment OfTree on Tree { id height ...OfNamed leaf { name } }
  fragment OfNamed on Named { name ... on Leaf { share } }`

type Source = Record<string, unknown>

function ours(document: DocumentNode, root: object, variables: Source = {}, most = 1_000_000) {
  const operation = getOperationAST(document)
  if (!operation) throw new Error('which operation?')
  return execute({
    schema,
    document,
    operation,
    root,
    variables: getVariableValues(schema, operation.variableDefinitions ?? [], variables).coerced ?? {},
    resolve: (parent, { name }) => parent[name],
    checkArguments: () => {},
    most,
  })
}

async function both(text: string, root: object, variables: Source = given) {
  const document = parse(text)
  const theirs: ExecutionResult = await graphqlJs({
    schema,
    document,
    rootValue: root,
    variableValues: variables,
    fieldResolver: (parent, args, _context, { fieldName }) => {
      const property = parent[fieldName]
      return typeof property === 'function' ? property(args) : property
    },
  })
  return { ours: await ours(document, root, variables), theirs }
}

type Answered = Awaited<ReturnType<typeof both>>['ours' | 'theirs']

/**
 * Which parts of an answer are null for an error. Of what was on its way within such a part one hears more or less, as it
 * happens to come.
 */
function failedIn({ data, errors = [] }: Answered): string[] {
  const places = errors.map(({ path = [] }) => {
    let part: unknown = data
    const within = path.filter((key) => {
      if (part === null || part === undefined) return false
      part = (part as Record<string | number, unknown>)[key]
      return true
    })
    return within.join('.')
  })
  return [...new Set(places)].toSorted()
}

function expectSame({ ours, theirs }: Awaited<ReturnType<typeof both>>) {
  // As text, so that the order of the keys counts.
  expect(JSON.stringify(ours.data)).toBe(JSON.stringify(theirs.data))
  expect(failedIn(ours)).toEqual(failedIn(theirs))
}

/** Questions and what answers them. @param faults whether something goes wrong now and then */
function drawn(draw: GeneratorValue, faults: boolean) {
  const below = (most: number) => draw(fc.nat, { max: most - 1 })
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T
  const concrete = (type: GraphQLCompositeType) =>
    isAbstractType(type) ? pick(schema.getPossibleTypes(type)) : type
  const directive = () =>
    pick(['', '', '@include(if: $yes)', '@skip(if: $no)', '@skip(if: true)', '@include(if: $no)'])

  const ofField = (type: GraphQLCompositeType, depth: number): string => {
    if (isUnionType(type)) return '__typename'
    const { name, args, type: returns } = pick(Object.values(type.getFields()))
    const named = getNamedType(returns)
    const values = pick(
      name === 'colour'
        ? ['(of: $colour)', '(deep: [1, $number])', '']
        : name === 'says'
          ? ['(word: $word)', '(word: "so")']
          : [args.length > 0 ? '(by: 1)' : ''],
    )
    // The same name always asks the same, so that selections may be merged.
    const alias = values ? `${name}${values.replace(/\W/g, '')}: ` : pick(['', '', `_${name}: `])
    if (!isCompositeType(named)) return `${alias}${name}${values} ${directive()}`
    return depth > 0
      ? `${alias}${name}${values} ${directive()} { ${select(named, depth - 1)} }`
      : '__typename'
  }
  const select = (type: GraphQLCompositeType, depth: number): string =>
    Array.from({ length: 1 + below(4) }, () => {
      const kind = below(10)
      if (kind === 0) return `... ${directive()} { ${ofField(type, depth)} }`
      if (kind === 1) {
        const inner = concrete(type)
        return `... on ${inner.name} ${directive()} { ${ofField(inner, depth)} }`
      }
      if (kind === 2 && (type.name === 'Tree' || isAbstractType(type))) return `...OfTree ${directive()}`
      if (kind === 3) return '__proto__: __typename'
      return ofField(type, depth)
    }).join(' ')

  /** Makes the value anew each time, since a promise is kept once. */
  const value = (type: GraphQLOutputType, depth: number): ((args?: Source) => unknown) => {
    if (isNonNullType(type)) return value(type.ofType, depth)
    if (isListType(type)) {
      // All late or none: of a list whose items fail some at once and some late graphql-js leaves a rejection unheard.
      const late = isCompositeType(getNamedType(type)) || below(2) === 0
      const items = Array.from({ length: below(3) }, () => maybe(value(type.ofType, depth), late ? 1 : 0))
      return () => items.map((item) => item())
    }
    if (isCompositeType(type)) {
      if (depth === 0) return () => null
      return once(() => source(type, depth))
    }
    return (args) => args?.word ?? args?.of ?? (type.name === 'Colour' ? 'LEAF' : 3)
  }
  /** @param ticks how late, drawn where it is not given */
  const maybe = (make: (args?: Source) => unknown, ticks = Math.max(0, below(5) - 2)) => {
    const kind = below(faults ? 9 : 5)
    const found = (args?: Source): unknown => {
      if (kind < 5) return make(args)
      if (kind === 5) return null
      if (kind === 6) return new Error('it fell')
      if (kind === 7) return Symbol('none of any type')
      throw new Error('it fell')
    }
    const later = async (args?: Source) => {
      for (let tick = 0; tick < ticks; tick += 1) await null
      return found(args)
    }
    return (args?: Source) => {
      if (ticks === 0) return found(args)
      const finding = later(args)
      finding.catch(() => {})
      return finding
    }
  }
  const source = (type: GraphQLCompositeType, depth: number): Source => {
    const one = concrete(type)
    const fields = Object.values(one.getFields() as Record<string, GraphQLField<unknown, unknown>>)
    return {
      __typename: one.name,
      ...Object.fromEntries(
        fields.map((field) => {
          // Drawn where it is asked for: all of it would be thousands.
          const drawnOnce = once(() => maybe(value(field.type, depth - 1)))
          return [field.name, (args: Source) => drawnOnce()(args)]
        }),
      ),
    }
  }
  const [kind, type] = pick([
    ['query', schema.getQueryType()],
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const)
  if (!type) throw new Error('no root')
  return { text: `${kind}${asked} { ${select(type, 3)} } ${fragment}`, root: source(type, 4) }
}

/** What is drawn leaves some of what it may use aside. */
const rules = specifiedRules.filter(
  (rule) => rule !== NoUnusedFragmentsRule && rule !== NoUnusedVariablesRule,
)

describe('answers as graphql-js does', () => {
  const answersAlike = (faults: boolean) =>
    fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        const { text, root } = drawn(draw, faults)
        fc.pre(validate(schema, parse(text), rules).length === 0)
        expectSame(await both(text, root))
      }),
      { numRuns: 200 },
    )

  test('where all is well', () => answersAlike(false))

  test('where values are missing, fail and are none of their type', () => answersAlike(true))

  test('and no failure goes unheard, which would end the process', async () => {
    const leaves = () => [Promise.reject(new Error('it fell')), null]
    const document = parse('{ firmTree { firmLeaves { id } } }')
    const { data, errors } = await ours(document, { firmTree: { firmLeaves: leaves } })
    expect(data).toBeNull()
    expect(errors).toHaveLength(1)
  })

  test('about the schema itself, and the same document again with other choices', async () => {
    expectSame(await both(getIntrospectionQuery(), {}))
    const text = `query Q${asked} { tree { id @include(if: $yes) name @skip(if: $no) says(word: $word) } }`
    const root = { tree: { __typename: 'Tree', id: 1, name: 'Rimu', says: ({ word }: Source) => word } }
    for (const [yes, no, word] of [
      [true, false, 'a'],
      [false, true, 'b'],
      [true, false, 'c'],
    ] as const) {
      const answers = await both(text, root, { ...given, yes, no, word })
      expectSame(answers)
      expect(answers.ours.data).toEqual({
        tree: { ...(yes && { id: '1' }), ...(!no && { name: 'Rimu' }), says: word },
      })
    }
  })
})

describe('an answer of more values than it may have', () => {
  const tree = (leaves: number, of: (nth: number) => unknown = (nth) => ({ id: nth, name: 'leaf' })) => ({
    __typename: 'Tree',
    id: 1,
    name: 'Rimu',
    leaves: Array.from({ length: leaves }, (_, nth) => of(nth)),
  })
  const query = parse('{ tree { id leaves { id name } } named { name } }')
  const named = { __typename: 'Tree', name: 'Totara' }

  test('is counted by fields, long texts as several', async () => {
    // The root's 2, the tree's 2 and 2 for each leaf; 1 for the other.
    expect(await ours(query, { tree: tree(10), named })).toMatchObject({ errors: [], values: 25 })
    const long = { ...named, name: 'x'.repeat(640) }
    expect((await ours(query, { tree: tree(10), named: long })).values).toBe(35)
    expect((await ours(query, { tree: tree(10), named }, {}, 25)).errors).toEqual([])
  })

  test.each([
    ['at once', (nth: number) => ({ id: nth, name: 'leaf' })],
    ['late', (nth: number) => Promise.resolve({ id: nth, name: 'leaf' })],
  ])('has null for a field of the root, and one error, where values come %s', async (_, of) => {
    const { data, errors, values } = await ours(query, { named, tree: tree(1_000, of) }, {}, 100)
    expect(data).toMatchObject({ tree: null })
    expect(errors.length).toBeLessThanOrEqual(2)
    expect(errors[0]?.message).toBe('The answer is too large: more than 100 values.')
    expect(values).toBeGreaterThan(100)
  })

  test('is broken off by its errors too, which take more than values', async () => {
    const { data, errors } = await ours(
      query,
      { named, tree: tree(1_000, (nth) => ({ id: nth, name: new Error('it fell') })) },
      {},
      1_000,
    )
    expect(data).toMatchObject({ tree: null })
    expect(errors.length).toBeLessThan(60)
  })

  test('keeps what earlier changes answered', async () => {
    const changes = parse('mutation { grow(by: 1) { id } more: grow(by: 2) { leaves { id } } }')
    let nth = 0
    const grow = () => (nth++ === 0 ? { __typename: 'Tree', id: 1 } : tree(1_000))
    const { data, errors } = await ours(changes, { grow }, {}, 100)
    expect(data).toEqual({ grow: { id: '1' }, more: null })
    expect(errors).toHaveLength(1)
  })
})
