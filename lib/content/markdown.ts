import remarkDirective from 'remark-directive'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { toBlocks } from './markdown-blocks'
import { type Block, inlineText, type Problem, type Root } from './markdown-tree'

/**
 * The Markdown of articles, pages, policies and product descriptions. CommonMark with tables, strikethrough and
 * bare addresses (GFM), and these, each with a test of its own:
 *
 *     ::product[gut-love]         the card of a product, in a line of its own between paragraphs
 *     [Gut Love +](/products/gut-love)   a link to a product; it counts as "mentioned here"
 *     :cite[1]                    reference 1 of the article; several stand side by side: `:cite[1]:cite[2]`
 *     text[^a] … [^a]: The note   a margin note, one paragraph long, defined anywhere
 *     ::figure[gut-to-skin]{caption="The road to the skin."}   a drawing of the shop, by name, numbered by itself
 *     :::pull … :::               one sentence, set large
 *     :demo[value]                a value that the brand has not confirmed
 *     ![alt](/path "caption")     a picture of this shop
 *
 * Raw HTML, first-level headings, unsafe addresses and unknown directives are problems when an article is saved
 * (markdown-check.ts). Should one be in the database all the same, it is shown as the plain text that was typed:
 * the tree (markdown-tree.ts) has no place for anything else, so a renderer needs no escaping and no sanitiser.
 *
 * For a renderer: `root.children` is a flat list of siblings in reading order. Switch over `type`. A `product`
 * brings the paragraph before it (`lead`), a `note` follows the block that mentions it, headings carry their ids,
 * the first mention of a reference or note is marked (`first`) and wants the id that the way back leads to.
 * Pictures are paths of this shop; a picture of another host has become a link.
 */
const withoutDirectives = unified().use(remarkParse).use(remarkGfm, { singleTilde: false })
const processor = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).use(remarkDirective)

/** Longer texts are refused when saved, and cut when read: parsing time grows faster than length. */
export const longestText = 100_000

/** 3,000 `:::` in each other keep the parser busy for two minutes; a text with so many is read without directives. */
const mostContainers = 100

/** A person reads about this many words a minute from a screen (Brysbaert 2019: 238 for English, silent). */
const wordsPerMinute = 238

/**
 * Never throws: what can't be read is plain text.
 * `productHandles`: of cards and links, in order of mention, each once; they may not exist.
 * `citedReferences`: numbers in order of mention. `links`: every address linked to. `readingMinutes` is at least 1.
 */
export function parseArticle(markdown: string) {
  const source = markdown.slice(0, longestText)
  const readable = source.split(':::').length <= mostContainers
  const tree = (readable ? processor : withoutDirectives).parse(source)
  const { blocks, headings, productHandles, citedReferences, links, problems } = toBlocks(tree, source)
  if (!readable)
    problems.unshift({ line: 1, message: `":::" stands in the text more than ${mostContainers} times` })
  const root: Root = { type: 'root', children: blocks }
  const words = blocksText(blocks).split(/\s+/u).filter(Boolean).length
  return {
    root,
    headings,
    notes: blocks.filter((block) => block.type === 'note'),
    productHandles,
    citedReferences,
    links,
    words,
    readingMinutes: Math.max(1, Math.round(words / wordsPerMinute)),
    problems,
  } satisfies { problems: Problem[] } & Record<string, unknown>
}

export type ParsedArticle = ReturnType<typeof parseArticle>

/** The words alone, blocks separated by a blank line: for descriptions, feeds and search. Cards are left out. */
export function plainText(markdown: string): string {
  return blocksText(parseArticle(markdown).root.children)
}

function blocksText(blocks: Block[]): string {
  return blocks.map(blockText).filter(Boolean).join('\n\n')
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'list':
      return block.items.map(blocksText).join('\n')
    case 'quote':
      return blocksText(block.children)
    case 'table':
      return block.rows.map((row) => row.map(inlineText).join(' ')).join('\n')
    case 'codeBlock':
      return block.value
    case 'image':
      return block.title ?? ''
    case 'product':
      return block.lead ? inlineText(block.lead) : ''
    case 'figure':
      return block.caption
    case 'rule':
      return ''
    default:
      return inlineText(block.children)
  }
}
