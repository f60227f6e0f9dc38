import type { PhrasingContent, Root, RootContent } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'
import { linkedProduct } from './safe-link'

export type NamedProduct = { handle: string; title: string; vendor: string; productType: string }

/**
 * Links the first mention of each product to its page and sets its card after the block of that mention. Names
 * inside headings and links stay as they are; a link to a product that is there already counts as its mention.
 * Changes the tree. @returns titles of the products found, in order of mention
 */
export function linkProducts(root: Root, products: NamedProduct[]): string[] {
  const names = products
    .flatMap((product) => namesOf(product).map((name) => ({ name, product })))
    .sort((a, b) => b.name.length - a.name.length)
  const found: NamedProduct[] = []
  const cards = new Set<string>()
  visit(root, 'leafDirective', (node) => {
    const [label] = node.children
    if (node.name === 'product' && label?.type === 'text') cards.add(label.value)
  })
  const blocks: RootContent[] = []
  for (const block of root.children) {
    blocks.push(block)
    const mentioned = block.type === 'heading' ? [] : mentions(block, names, products, found)
    for (const product of mentioned) {
      found.push(product)
      if (!cards.has(product.handle)) blocks.push(card(product))
    }
  }
  root.children = blocks
  return found.map(({ title }) => title)
}

/** "Bestow Gut Love +", "Gut Love +"; for a book also "… book". One word alone is too common to be a name. */
function namesOf({ title, vendor, productType }: NamedProduct): string[] {
  const short = vendor && title.startsWith(`${vendor} `) ? title.slice(vendor.length + 1) : title
  const names = [...new Set([title, short])].filter((name) => /[\s-]/.test(name))
  return /book/i.test(productType) ? names.flatMap((name) => [`${name} book`, name]) : names
}

function mentions(
  block: RootContent,
  names: { name: string; product: NamedProduct }[],
  products: NamedProduct[],
  known: NamedProduct[],
): NamedProduct[] {
  const found: NamedProduct[] = []
  const isNew = (product: NamedProduct) => !known.includes(product) && !found.includes(product)
  visit(block, (node, index, parent) => {
    if (node.type === 'link') {
      const handle = linkedProduct(node.url)
      const product = products.find((candidate) => candidate.handle === handle)
      if (product && isNew(product)) found.push(product)
      return SKIP
    }
    if (node.type === 'linkReference') return SKIP
    if (node.type !== 'text' || !parent || index === undefined) return undefined
    const hit = firstName(node.value, names)
    if (!hit) return undefined
    const { start, text, product } = hit
    const before = node.value.slice(0, start)
    const after = node.value.slice(start + text.length)
    const words = { type: 'text' as const, value: text }
    const link: PhrasingContent = isNew(product)
      ? { type: 'link', url: `/products/${product.handle}`, children: [words] }
      : words
    if (isNew(product)) found.push(product)
    const parts: PhrasingContent[] = [...(before ? [{ type: 'text' as const, value: before }] : []), link]
    const siblings = parent.children as PhrasingContent[]
    siblings.splice(index, 1, ...parts, ...(after ? [{ type: 'text' as const, value: after }] : []))
    return [SKIP, index + parts.length]
  })
  return found
}

/** The name that stands first; of those that begin there, the longest. */
function firstName(value: string, names: { name: string; product: NamedProduct }[]) {
  const hits = names.flatMap(({ name, product }) => {
    const pattern = name
      .split(/\s+/)
      .map(toPattern)
      .join('\\s+')
      .replace(/\\s\+(?=\\\+)/g, '\\s*')
    const match = new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'u').exec(value)
    return match ? [{ start: match.index, text: match[0], product }] : []
  })
  return hits.sort((a, b) => a.start - b.start || b.text.length - a.text.length)[0]
}

function toPattern(word: string): string {
  // Word processors set hyphens of their own.
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('-', '[-‐‑–]')
}

function card({ handle }: NamedProduct): RootContent {
  return {
    type: 'leafDirective',
    name: 'product',
    attributes: {},
    children: [{ type: 'text', value: handle }],
  }
}
