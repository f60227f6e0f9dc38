import type { Reference } from './article-view'
import { parseArticle } from './markdown'
import { type Block, type Inline, inlineText } from './markdown-tree'
import { sentenceEnd } from './sentence-end'

/**
 * A text as plain HTML for feed readers, which have neither our styles nor our scripts: cards become links, notes
 * stand as small paragraphs where they are mentioned, citations are numbers. `site` makes addresses absolute.
 */
export function toFeedHtml(blocks: Block[], site: string): string {
  return blocksToHtml(blocks, { site, listed: 0 })
}

/**
 * An article's text as plain HTML for pages of others: the same, with its references at the end, numbered as the text
 * cites them, and ways there and back.
 */
export function toArticleHtml(
  { body, references }: { body: string; references: Reference[] },
  site: string,
): string {
  const { root, citedReferences } = parseArticle(body)
  const html = blocksToHtml(root.children, { site, listed: references.length })
  if (references.length === 0) return html
  const items = references.map((reference, index) =>
    referenceToHtml(reference, index + 1, citedReferences.includes(index + 1)),
  )
  return `${html}\n<h2 id="references">References</h2>\n<ol>${items.join('')}</ol>`
}

function referenceToHtml({ kind, title, source, url }: Reference, number: number, cited: boolean): string {
  const words = `<cite>${url ? `<a href="${escapeMarkup(url)}">${escapeMarkup(title)}</a>` : escapeMarkup(title)}</cite>`
  const back = `<a href="#cite-${number}" aria-label="Back to reference ${number} in the text">Back</a>`
  const parts = [
    kind && `${escapeMarkup(kind)}:`,
    words + sentenceEnd(title),
    source && escapeMarkup(source + sentenceEnd(source)),
    cited && back,
  ]
  return `<li id="reference-${number}">${parts.filter(Boolean).join(' ')}</li>`
}

/** `listed`: how many references stand at the end; a citation of one leads there. */
type Page = { site: string; listed: number }

function blocksToHtml(blocks: Block[], page: Page): string {
  return blocks.map((block) => toHtml(block, page)).join('\n')
}

function toHtml(block: Block, page: Page): string {
  const words = (children: Inline[]) => inlinesToHtml(children, page)
  switch (block.type) {
    case 'paragraph':
      return `<p>${words(block.children)}</p>`
    case 'heading':
      return `<h${block.depth}>${words(block.children)}</h${block.depth}>`
    case 'list': {
      const items = block.items.map((item) => `<li>${blocksToHtml(item, page)}</li>`).join('')
      return block.ordered ? `<ol start="${block.start}">${items}</ol>` : `<ul>${items}</ul>`
    }
    case 'quote':
      return `<blockquote>${blocksToHtml(block.children, page)}</blockquote>`
    case 'table': {
      const rows = block.rows.map(
        (row) => `<tr>${row.map((cell) => `<td>${words(cell)}</td>`).join('')}</tr>`,
      )
      return `<table>${rows.join('')}</table>`
    }
    case 'codeBlock':
      return `<pre><code>${escapeMarkup(block.value)}</code></pre>`
    case 'rule':
      return '<hr>'
    case 'image':
      return `<p>${words([block])}</p>`
    case 'product': {
      const link = `<p><a href="${escapeMarkup(`${page.site}/products/${block.handle}`)}">See it in the shop</a></p>`
      return block.lead ? `<p>${words(block.lead)}</p>${link}` : link
    }
    case 'figure':
      return block.caption ? `<p>Fig. ${block.number}. ${escapeMarkup(block.caption)}</p>` : ''
    case 'pull':
      return `<blockquote><p>${words(block.children)}</p></blockquote>`
    case 'note':
      return `<p><small>${block.letter}. ${words(block.children)}</small></p>`
  }
}

const simple = { emphasis: 'em', strong: 'strong', delete: 'del', demo: 'span' } as const

function inlinesToHtml(children: Inline[], page: Page): string {
  return children.map((node) => inlineToHtml(node, page)).join('')
}

function inlineToHtml(node: Inline, page: Page): string {
  switch (node.type) {
    case 'text':
      return escapeMarkup(node.value)
    case 'code':
      return `<code>${escapeMarkup(node.value)}</code>`
    case 'break':
      return '<br>'
    case 'image':
      return `<img src="${absolute(node.url, page.site)}" alt="${escapeMarkup(node.alt)}">`
    case 'link':
      // A place in the page leads nowhere from a feed reader.
      return node.url.startsWith('#')
        ? escapeMarkup(inlineText(node.children))
        : `<a href="${absolute(node.url, page.site)}">${inlinesToHtml(node.children, page)}</a>`
    case 'cite': {
      const { number, first } = node
      if (number > page.listed) return ` [${number}]`
      const id = first ? ` id="cite-${number}"` : ''
      return ` <a href="#reference-${number}"${id} aria-label="Reference ${number}">[${number}]</a>`
    }
    case 'noteMark':
      return `<sup>${node.letter}</sup>`
    default: {
      const tag = simple[node.type]
      return `<${tag}>${inlinesToHtml(node.children, page)}</${tag}>`
    }
  }
}

function absolute(url: string, site: string): string {
  return escapeMarkup(url.startsWith('/') ? site + url : url)
}

/** For text and attributes of HTML and XML. Characters that XML 1.0 does not allow are dropped. */
export function escapeMarkup(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those are meant (XML 1.0, section 2.2)
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
  )
}
