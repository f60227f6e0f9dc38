import type { PhrasingContent } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { type Context, noteLetter } from './markdown-context'
import type { Inline } from './markdown-tree'
import { linkedProduct, safeLink } from './safe-link'

type TextDirective = Extract<PhrasingContent, { type: 'textDirective' }>

/** Markdown's inlines become ours; what we do not know becomes the text that was typed. */
export function toInlines(nodes: PhrasingContent[], context: Context): Inline[] {
  return joinText(nodes.flatMap((node) => toInline(node, context)))
}

function toInline(node: PhrasingContent, context: Context): Inline[] {
  switch (node.type) {
    case 'text':
      checkNoteMarks(node.value, node, context)
      return [{ type: 'text', value: node.value }]
    case 'emphasis':
    case 'strong':
    case 'delete':
      return [{ type: node.type, children: toInlines(node.children, context) }]
    case 'inlineCode':
      return [{ type: 'code', value: node.value }]
    case 'break':
      return [{ type: 'break' }]
    case 'link':
      return toLink(node, node.url, node.children, context)
    case 'linkReference': {
      const definition = context.definitions.get(node.identifier)
      return definition ? toLink(node, definition.url, node.children, context) : asTyped(node, context)
    }
    case 'image':
      return toPicture(node, node.url, node.alt ?? '', node.title ?? null, context)
    case 'imageReference': {
      const definition = context.definitions.get(node.identifier)
      return definition
        ? toPicture(node, definition.url, node.alt ?? '', definition.title ?? null, context)
        : asTyped(node, context)
    }
    case 'footnoteReference':
      return [toNoteMark(node.identifier, context)]
    case 'textDirective':
      return toDirective(node, context)
    case 'html':
      context.problem(node, `HTML can't be used in a text: ${node.value.slice(0, 40)}`)
      return asTyped(node, context)
    default:
      return asTyped(node, context)
  }
}

function asTyped(node: PhrasingContent, context: Context): Inline[] {
  return [{ type: 'text', value: context.typed(node) }]
}

function toLink(node: PhrasingContent, url: string, children: PhrasingContent[], context: Context): Inline[] {
  const { words, marks } = unlinked(toInlines(children, context))
  const safe = safeLink(url)
  if (safe === undefined) {
    context.problem(
      node,
      `The address "${url.slice(0, 80)}" can't be linked: start it with https://, mailto:, / or #`,
    )
    return [...words, ...marks]
  }
  context.links.add(safe)
  const productHandle = linkedProduct(safe)
  if (productHandle) context.products.add(productHandle)
  return [{ type: 'link', url: safe, productHandle, children: words }, ...marks]
}

/**
 * A link holds no other link: a browser would tear the page apart. Addresses inside become their words; marks of
 * notes and references, which are links too, follow it.
 */
function unlinked(nodes: Inline[]): { words: Inline[]; marks: Inline[] } {
  const marks: Inline[] = []
  const words = nodes.flatMap((node): Inline[] => {
    if (node.type === 'cite' || node.type === 'noteMark') {
      marks.push(node)
      return []
    }
    if (!('children' in node)) return [node]
    const inner = unlinked(node.children)
    marks.push(...inner.marks)
    return node.type === 'link' ? inner.words : [{ ...node, children: inner.words }]
  })
  return { words, marks }
}

/** A page loads nothing from other hosts, so their pictures become links to them. */
function toPicture(
  node: PhrasingContent,
  url: string,
  alt: string,
  title: string | null,
  context: Context,
): Inline[] {
  const safe = safeLink(url)
  if (safe?.startsWith('/')) return [{ type: 'image', url: safe, alt, title }]
  const words: Inline[] = [{ type: 'text', value: `Picture: ${alt || title || 'no description'}` }]
  if (safe && /^https?:/i.test(safe))
    return [{ type: 'link', url: safe, productHandle: null, children: words }]
  context.problem(node, `The picture "${url.slice(0, 80)}" needs an address that starts with / or https://`)
  return words
}

function toNoteMark(identifier: string, context: Context): Inline {
  const known = context.letters.get(identifier)
  if (known) return { type: 'noteMark', letter: known, first: false }
  const letter = noteLetter(context.letters.size)
  context.letters.set(identifier, letter)
  context.pendingNotes.push(identifier)
  return { type: 'noteMark', letter, first: true }
}

/** Markdown takes `[^x]` without a definition for text. */
function checkNoteMarks(value: string, node: PhrasingContent, context: Context) {
  const mark = /\[\^([^\]\s]{1,40})\]/.exec(value)
  if (mark) context.problem(node, `Note ${mark[1]} is mentioned but not written: add "[^${mark[1]}]: …"`)
}

function toDirective(node: TextDirective, context: Context): Inline[] {
  const label = textOf(node)
  if (node.name === 'demo' && label) return [{ type: 'demo', children: toInlines(node.children, context) }]
  if (node.name === 'cite') {
    const number = /^[1-9]\d{0,2}$/.test(label) ? Number(label) : undefined
    if (number !== undefined) {
      const first = !context.cited.has(number)
      context.cited.add(number)
      return [{ type: 'cite', number, first }]
    }
    context.problem(node, 'A reference is written :cite[1], with the number it has in the list')
  } else if (label || Object.keys(node.attributes ?? {}).length > 0) {
    // "10:30" and "note:this" look like directives without a label: those are just text.
    context.problem(node, `":${node.name}[…]" is not known here: it can be :cite[1] or :demo[words]`)
  }
  return asTyped(node, context)
}

function joinText(nodes: Inline[]): Inline[] {
  const joined: Inline[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (node.type === 'text' && last?.type === 'text')
      joined[joined.length - 1] = { type: 'text', value: last.value + node.value }
    else joined.push(node)
  }
  return joined
}
