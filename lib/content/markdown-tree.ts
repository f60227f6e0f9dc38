/**
 * What a text of the shop may hold, as plain data: the whole list, so that a renderer is one `switch` and nothing
 * else can reach a page. lib/content/markdown.ts makes it and says how each is written.
 */
export type Block =
  | { type: 'paragraph'; children: Inline[] }
  /** `id` is unique in the text and made from its words: the target of the contents list. */
  | { type: 'heading'; depth: 2 | 3 | 4; id: string; children: Inline[] }
  /** `tight`: its items are single lines and want no paragraph around them. */
  | { type: 'list'; ordered: boolean; start: number; tight: boolean; items: Block[][] }
  | { type: 'quote'; children: Block[] }
  /** The first row is the head. `align` has one entry a column. */
  | { type: 'table'; align: ('left' | 'right' | 'center' | null)[]; rows: Inline[][][] }
  | { type: 'codeBlock'; value: string }
  | { type: 'rule' }
  /** A picture on its own; its title is the caption. */
  | Picture
  /**
   * The card of a product. `lead` is the paragraph before it, taken into the block because the thread is drawn from
   * that paragraph to the card; null where no paragraph stands before it, or where another card took it.
   */
  | { type: 'product'; handle: string; lead: Inline[] | null }
  /** Figures are numbered from 1 in order. `caption` may be empty. */
  | { type: 'figure'; name: FigureName; number: number; caption: string }
  | { type: 'pull'; children: Inline[] }
  /** A margin note, directly after the block that mentions it. `letter` runs a, b, c in order of mention. */
  | { type: 'note'; letter: string; children: Inline[] }

export type Inline =
  | { type: 'text'; value: string }
  | { type: 'emphasis' | 'strong' | 'delete'; children: Inline[] }
  /** A value that the brand has not confirmed; shown dotted. */
  | { type: 'demo'; children: Inline[] }
  | { type: 'code'; value: string }
  | { type: 'break' }
  /** `productHandle` is set for links to /products/<handle>, which may show a live price. */
  | { type: 'link'; url: string; productHandle: string | null; children: Inline[] }
  | Picture
  /** Reference number, from 1. `first`: the mention that the reference list leads back to. */
  | { type: 'cite'; number: number; first: boolean }
  | { type: 'noteMark'; letter: string; first: boolean }

/** `url` is a path of this shop, never another host. */
export type Picture = { type: 'image'; url: string; alt: string; title: string | null }

/** Drawings that `::figure[name]` may ask for. */
export const figureNames = ['gut-to-skin'] as const
export type FigureName = (typeof figureNames)[number]

export type Root = { type: 'root'; children: Block[] }

/** Something that an author should change, with the line it stands in (from 1). */
export type Problem = { line: number; message: string }

/** The words of inlines, without marks of notes and references. */
export function inlineText(children: Inline[]): string {
  return children
    .map((node) => {
      if (node.type === 'text' || node.type === 'code') return node.value
      if (node.type === 'break') return ' '
      if (node.type === 'image') return node.alt
      return 'children' in node ? inlineText(node.children) : ''
    })
    .join('')
}
