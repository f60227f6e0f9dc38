import type { Heading, List, Root as MarkdownRoot, RootContent, Table } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import { handlePattern } from './handle'
import { type Context, createContext } from './markdown-context'
import { toInlines } from './markdown-inlines'
import { type Block, type FigureName, figureNames, type Inline, inlineText } from './markdown-tree'

type LeafDirective = Extract<RootContent, { type: 'leafDirective' }>
type ContainerDirective = Extract<RootContent, { type: 'containerDirective' }>

/** Quotes in quotes in lists: deeper than this it is plain text, so that no text can exhaust the stack. */
const deepest = 12

/** Turns Markdown's tree into ours, gathering what pages and checks need on the way. Never throws. */
export function toBlocks(root: MarkdownRoot, source: string) {
  const context = createContext(source)
  visit(root, (node) => {
    if (node.type === 'definition' && !context.definitions.has(node.identifier))
      context.definitions.set(node.identifier, node)
    if (node.type === 'footnoteDefinition' && !context.notes.has(node.identifier))
      context.notes.set(node.identifier, node)
  })
  const blocks: Block[] = []
  for (const node of root.children) {
    if (node.type === 'leafDirective' && node.name === 'product') placeCard(node, blocks, context)
    else blocks.push(...toBlock(node, context, 0))
    placeNotes(blocks, context)
  }
  for (const [identifier, note] of context.notes)
    if (!context.letters.has(identifier))
      context.problem(note, `Note ${note.label ?? identifier} is written but never mentioned in the text`)
  return {
    blocks,
    headings: context.headings,
    productHandles: [...context.products],
    citedReferences: [...context.cited],
    links: [...context.links],
    problems: context.problems.sort((a, b) => a.line - b.line),
  }
}

function toBlock(node: RootContent, context: Context, depth: number): Block[] {
  if (depth > deepest) {
    context.problem(node, 'Lists and quotes are nested too deeply here')
    return asTyped(node, context)
  }
  switch (node.type) {
    case 'paragraph': {
      const children = toInlines(node.children, context)
      const [only] = children
      return children.length === 1 && only?.type === 'image' ? [only] : [{ type: 'paragraph', children }]
    }
    case 'heading':
      return toHeading(node, context, depth)
    case 'list':
      return [toList(node, context, depth)]
    case 'blockquote':
      return [
        { type: 'quote', children: node.children.flatMap((child) => toBlock(child, context, depth + 1)) },
      ]
    case 'table':
      return [toTable(node, context)]
    case 'code':
      return [{ type: 'codeBlock', value: node.value }]
    case 'thematicBreak':
      return [{ type: 'rule' }]
    case 'leafDirective':
    case 'containerDirective':
      return toDirective(node, context, depth)
    case 'definition':
    case 'footnoteDefinition':
      return []
    case 'html':
      context.problem(node, `HTML can't be used in a text: ${node.value.slice(0, 40)}`)
      return asTyped(node, context)
    default:
      return asTyped(node, context)
  }
}

function asTyped(node: RootContent, context: Context): Block[] {
  return [{ type: 'paragraph', children: [{ type: 'text', value: context.typed(node) }] }]
}

function toHeading(node: Heading, context: Context, nesting: number): Block[] {
  const children = toInlines(node.children, context)
  const text = inlineText(children)
  if (nesting > 0) {
    context.problem(node, `The heading "${text}" stands inside a list or quote`)
    return [{ type: 'paragraph', children: [{ type: 'strong', children }] }]
  }
  if (node.depth === 1)
    context.problem(node, `The heading "${text}" has one #: that is the title's, begin with ##`)
  const depth = node.depth <= 2 ? 2 : node.depth === 3 ? 3 : 4
  const id = context.headingId(text)
  context.headings.push({ id, text, depth })
  return [{ type: 'heading', depth, id, children }]
}

function toList(node: List, context: Context, depth: number): Block {
  return {
    type: 'list',
    ordered: node.ordered === true,
    start: node.start ?? 1,
    tight: !node.spread && node.children.every((item) => !item.spread),
    items: node.children.map((item) => item.children.flatMap((child) => toBlock(child, context, depth + 1))),
  }
}

function toTable(node: Table, context: Context): Block {
  const rows = node.children.map((row) => row.children.map((cell) => toInlines(cell.children, context)))
  return { type: 'table', align: node.align ?? [], rows }
}

function toDirective(node: LeafDirective | ContainerDirective, context: Context, depth: number): Block[] {
  if (node.type === 'containerDirective' && node.name === 'pull' && depth === 0) {
    const [only, ...others] = node.children
    if (only?.type === 'paragraph' && !only.data && others.length === 0)
      return [{ type: 'pull', children: toInlines(only.children, context) }]
    context.problem(node, 'Between ":::pull" and ":::" stands one paragraph and nothing else')
  } else if (node.type === 'leafDirective' && node.name === 'figure' && depth === 0) {
    const name = textOf(node)
    if (isFigure(name)) {
      context.figures += 1
      return [{ type: 'figure', name, number: context.figures, caption: node.attributes?.caption ?? '' }]
    }
    context.problem(node, `There is no figure "${name}": there is ${figureNames.join(', ')}`)
  } else if (node.name === 'product') {
    context.problem(node, 'A product card is written ::product[handle], in a line of its own outside lists')
  } else {
    context.problem(
      node,
      `"::${node.name}" is not known here: it can be ::product[handle], ::figure[name] or :::pull`,
    )
  }
  return asTyped(node, context)
}

function isFigure(name: string): name is FigureName {
  return (figureNames as readonly string[]).includes(name)
}

/** The card takes the paragraph before it along; that paragraph's notes stay behind both. */
function placeCard(node: LeafDirective, blocks: Block[], context: Context) {
  const handle = textOf(node).trim()
  if (!handlePattern.test(handle)) {
    context.problem(node, `"${context.typed(node)}" needs a product's handle, like ::product[gut-love]`)
    blocks.push(...asTyped(node, context))
    return
  }
  if (context.cards.has(handle)) {
    context.problem(node, `The card of ${handle} stands in the text already: once is enough, link it instead`)
    return
  }
  context.cards.add(handle)
  context.products.add(handle)
  const before = blocks.findLastIndex((block) => block.type !== 'note')
  const paragraph = blocks[before]
  const lead: Inline[] | null = paragraph?.type === 'paragraph' ? paragraph.children : null
  if (lead) blocks.splice(before, 1, { type: 'product', handle, lead })
  else blocks.push({ type: 'product', handle, lead })
}

/** A note may mention another, which then follows it. */
function placeNotes(blocks: Block[], context: Context) {
  for (let next = context.pendingNotes.shift(); next !== undefined; next = context.pendingNotes.shift()) {
    const note = context.notes.get(next)
    const paragraphs = note?.children.filter((child) => child.type === 'paragraph') ?? []
    if (note && (paragraphs.length !== 1 || note.children.length !== 1))
      context.problem(note, `Note ${note.label ?? next} must be one paragraph`)
    const children = paragraphs.flatMap((paragraph, index) => [
      ...(index > 0 ? [{ type: 'break' as const }] : []),
      ...toInlines(paragraph.children, context),
    ])
    blocks.push({ type: 'note', letter: context.letters.get(next) ?? '', children })
  }
}
