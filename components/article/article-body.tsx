import { DrawnFigure } from '@/components/drawn-figure'
import { inOrder } from '@/components/in-order'
import { type Block, type Inline, inlineText } from '@/lib/content/markdown-tree'
import { Inlines, Picture } from './inlines'

type Slots = {
  /** The card of a product; null where it is not for sale, and then its paragraph stands alone. */
  card?: (handle: string) => React.ReactNode
  /** The live price after a link to a product; undefined where it is not there to be seen. */
  mention?: (handle: string) => React.ReactNode
  /** Said once, right after the last card, or at the end where there is none. */
  disclosure?: React.ReactNode
}

/**
 * A parsed text of the shop (lib/content/markdown.ts) as the children of `.prose`: one flat list of siblings, which
 * is what lets a note stand in the margin beside its paragraph.
 */
export function ArticleBody({ blocks, ...slots }: { blocks: Block[] } & Slots) {
  const lastCard = blocks.findLastIndex((block) => block.type === 'product')
  // Notes of a paragraph stay directly after it.
  const rest = blocks.slice(lastCard + 1)
  const notesAfter = rest.findIndex((block) => block.type !== 'note')
  const cut = lastCard < 0 ? blocks.length : lastCard + 1 + (notesAfter < 0 ? rest.length : notesAfter)
  return (
    <>
      <Blocks blocks={blocks.slice(0, cut)} {...slots} />
      {slots.disclosure}
      <Blocks blocks={blocks.slice(cut)} {...slots} />
      {blocks.some((block) => block.type === 'note') ? <h2 className="notes-title">Notes</h2> : null}
    </>
  )
}

function Blocks({ blocks, ...slots }: { blocks: Block[] } & Slots) {
  return inOrder(blocks.map((block) => toElement(block, slots)))
}

function toElement(block: Block, slots: Slots): React.ReactNode {
  const words = (children: Inline[]) => <Inlines mention={slots.mention}>{children}</Inlines>
  switch (block.type) {
    case 'paragraph':
      return <p>{words(block.children)}</p>
    case 'heading': {
      const Heading = `h${block.depth}` as const
      return <Heading id={block.id}>{words(block.children)}</Heading>
    }
    case 'list':
      return <List block={block} slots={slots} />
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.children} {...slots} />
        </blockquote>
      )
    case 'table':
      return <TextTable block={block} words={words} />
    case 'codeBlock':
      return (
        <pre>
          <code>{block.value}</code>
        </pre>
      )
    case 'rule':
      return <hr />
    case 'image':
      return (
        <figure className="figure">
          <Picture {...block} />
          {block.title ? <figcaption>{block.title}</figcaption> : null}
        </figure>
      )
    case 'product': {
      const card = slots.card?.(block.handle)
      const lead = block.lead ? <p>{words(block.lead)}</p> : null
      return card ? (
        <div className="thread">
          {lead}
          {card}
        </div>
      ) : (
        lead
      )
    }
    case 'figure':
      return <DrawnFigure name={block.name} number={block.number} caption={block.caption} />
    case 'pull':
      return <p className="pull">{words(block.children)}</p>
    case 'note':
      return (
        <aside className="note" id={`n${block.letter}`} aria-label={`Note ${block.letter}`}>
          <i>{block.letter}</i>
          {words(block.children)}
        </aside>
      )
  }
}

function List({ block, slots }: { block: Extract<Block, { type: 'list' }>; slots: Slots }) {
  const items = block.items.map((item, index) => {
    const [only] = item
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: drawn once on the server, never reordered
      <li key={index}>
        {block.tight && item.length === 1 && only?.type === 'paragraph' ? (
          <Inlines mention={slots.mention}>{only.children}</Inlines>
        ) : (
          <Blocks blocks={item} {...slots} />
        )}
      </li>
    )
  })
  return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>
}

/** Wide tables scroll by themselves, also by keyboard, so that the page never does. */
function TextTable(props: {
  block: Extract<Block, { type: 'table' }>
  words: (children: Inline[]) => React.ReactNode
}) {
  const { block, words } = props
  const [head = [], ...rows] = block.rows
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label={`Table: ${head.map(inlineText).join(', ')}`}>
      <table>
        <thead>
          <tr>
            {head.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: drawn once on the server, never reordered
              <th key={column} scope="col">
                {words(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: drawn once on the server, never reordered
            <tr key={line}>
              {row.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: drawn once on the server, never reordered
                <td key={column}>{words(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
