import type { BlockContent, Paragraph, PhrasingContent, Root } from 'mdast'

/** A heading in a plain text is a short line of its own, without a full stop, with a paragraph after it. */
const longestHeading = 80

/**
 * Gives a plain text the structure a reader sees in it: blank lines part paragraphs, lines that begin with a bullet
 * or a number are lists, a short line above a paragraph is a heading, an address is a link. Nothing in it is Markdown.
 */
export function readText(text: string): Root {
  const blocks = text
    .split(/\n[ \t\f]*\n+/)
    .map((block) =>
      block
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    )
    .filter((lines) => lines.length > 0)
    .flatMap(toBlocks)
  return {
    type: 'root',
    children: blocks.map((block, index) => asHeading(block, blocks[index + 1]) ?? block),
  }
}

function toBlocks(lines: string[]): BlockContent[] {
  const blocks: BlockContent[] = []
  for (const line of lines) {
    const item = /^(?:([-*•–])|(\d{1,3})[.)])\s+(.*)$/.exec(line)
    const last = blocks.at(-1)
    if (item) {
      const ordered = item[2] !== undefined
      const entry = { type: 'listItem' as const, spread: false, children: [paragraph(item[3] ?? '')] }
      if (last?.type === 'list' && last.ordered === ordered) last.children.push(entry)
      else
        blocks.push({
          type: 'list',
          ordered,
          ...(ordered && { start: Number(item[2]) }),
          spread: false,
          children: [entry],
        })
    } else if (last?.type === 'paragraph')
      last.children.push({ type: 'text', value: ' ' }, ...withLinks(line))
    else blocks.push(paragraph(line))
  }
  return blocks
}

function paragraph(line: string): Paragraph {
  return { type: 'paragraph', children: withLinks(line) }
}

function withLinks(line: string): PhrasingContent[] {
  return line.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/).flatMap((part, index): PhrasingContent[] => {
    if (part === '') return []
    const text = { type: 'text' as const, value: part }
    return index % 2 === 1 ? [{ type: 'link', url: part, children: [text] }] : [text]
  })
}

function asHeading(block: BlockContent, next: BlockContent | undefined): BlockContent | undefined {
  if (block.type !== 'paragraph' || next?.type !== 'paragraph') return undefined
  const [only, ...others] = block.children
  if (only?.type !== 'text' || others.length > 0 || only.value.length > longestHeading) return undefined
  return /^["“‘(]?[\p{Lu}\p{N}]/u.test(only.value) && !/[.,;:…]$/.test(only.value)
    ? { type: 'heading', depth: 2, children: block.children }
    : undefined
}
