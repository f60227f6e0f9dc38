import { inOrder } from '@/components/in-order'
import type { Inline } from '@/lib/content/markdown-tree'

type Props = {
  children: Inline[]
  /**
   * What stands after the words of a link to a product: its live price. Undefined where there is no such product to
   * see; its words then stand without a link.
   */
  mention?: ((handle: string) => React.ReactNode) | undefined
}

/** Words of a text with their emphasis, links and marks. The tree holds nothing that could be unsafe. */
export function Inlines({ children, mention }: Props) {
  return inOrder(children.map((node) => toElement(node, mention)))
}

function toElement(node: Inline, mention: Props['mention']): React.ReactNode {
  const inner = 'children' in node ? <Inlines mention={mention}>{node.children}</Inlines> : null
  switch (node.type) {
    case 'text':
      return node.value
    case 'emphasis':
      return <em>{inner}</em>
    case 'strong':
      return <strong>{inner}</strong>
    case 'delete':
      return <del>{inner}</del>
    case 'demo':
      return <span className="demo">{inner}</span>
    case 'code':
      return <code>{node.value}</code>
    case 'break':
      return <br />
    case 'image':
      return <Picture {...node} />
    case 'link': {
      const price = node.productHandle === null || !mention ? null : mention(node.productHandle)
      if (price === undefined) return inner
      return (
        <a href={node.url}>
          {inner}
          {price ? <>, {price}</> : null}
        </a>
      )
    }
    case 'cite':
      return (
        <a
          className="cite"
          href={`#r${node.number}`}
          id={node.first ? `c${node.number}` : undefined}
          aria-label={`Reference ${node.number}`}
        >
          {node.number}
        </a>
      )
    case 'noteMark':
      return (
        <a
          className="cite cite--note"
          href={`#n${node.letter}`}
          id={node.first ? `n-${node.letter}` : undefined}
          aria-label={`Note ${node.letter}`}
        >
          {node.letter}
        </a>
      )
  }
}

/** Paths of this shop alone. Its size is not known, so it waits for the reader to come near. */
export function Picture({ url, alt }: { url: string; alt: string }) {
  // biome-ignore lint/performance/noImgElement: next/image needs a size, and these are our own files
  return <img src={url} alt={alt} loading="lazy" decoding="async" />
}
