import type { Block, Inline } from './markdown-tree'
import { inlineText } from './markdown-tree'

/**
 * A text as plain HTML for feed readers, which have neither our styles nor our scripts: cards become links, notes
 * stand as small paragraphs where they are mentioned, citations are numbers. `site` makes addresses absolute.
 */
export function toFeedHtml(blocks: Block[], site: string): string {
  return blocks.map((block) => toHtml(block, site)).join('\n')
}

function toHtml(block: Block, site: string): string {
  const words = (children: Inline[]) => inlinesToHtml(children, site)
  switch (block.type) {
    case 'paragraph':
      return `<p>${words(block.children)}</p>`
    case 'heading':
      return `<h${block.depth}>${words(block.children)}</h${block.depth}>`
    case 'list': {
      const items = block.items.map((item) => `<li>${toFeedHtml(item, site)}</li>`).join('')
      return block.ordered ? `<ol start="${block.start}">${items}</ol>` : `<ul>${items}</ul>`
    }
    case 'quote':
      return `<blockquote>${toFeedHtml(block.children, site)}</blockquote>`
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
      const link = `<p><a href="${escapeMarkup(`${site}/products/${block.handle}`)}">See it in the shop</a></p>`
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

function inlinesToHtml(children: Inline[], site: string): string {
  return children.map((node) => inlineToHtml(node, site)).join('')
}

function inlineToHtml(node: Inline, site: string): string {
  switch (node.type) {
    case 'text':
      return escapeMarkup(node.value)
    case 'code':
      return `<code>${escapeMarkup(node.value)}</code>`
    case 'break':
      return '<br>'
    case 'image':
      return `<img src="${absolute(node.url, site)}" alt="${escapeMarkup(node.alt)}">`
    case 'link':
      // A place in the page leads nowhere from a feed reader.
      return node.url.startsWith('#')
        ? escapeMarkup(inlineText(node.children))
        : `<a href="${absolute(node.url, site)}">${inlinesToHtml(node.children, site)}</a>`
    case 'cite':
      return ` [${node.number}]`
    case 'noteMark':
      return `<sup>${node.letter}</sup>`
    default: {
      const tag = simple[node.type]
      return `<${tag}>${inlinesToHtml(node.children, site)}</${tag}>`
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
