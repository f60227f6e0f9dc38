import type { Root } from 'mdast'
import rehypeParse from 'rehype-parse'
import rehypeRemark from 'rehype-remark'
import { unified } from 'unified'
import { SKIP, visit } from 'unist-util-visit'

const parser = unified().use(rehypeParse)
const converter = unified().use(rehypeRemark)

type HtmlRoot = ReturnType<typeof parser.parse>
type Element = Extract<HtmlRoot['children'][number], { type: 'element' }>

/** Of a theme, never of an article. */
const themeTags = new Set(
  'script style noscript template nav header footer aside form button select input textarea iframe object embed svg canvas video audio dialog menu'.split(
    ' ',
  ),
)
const themeRoles = new Set([
  'navigation',
  'search',
  'dialog',
  'complementary',
  'contentinfo',
  'banner',
  'toolbar',
])
const themeNames =
  /(^|[-_\s])(share|sharing|social|breadcrumbs?|comments?|related|newsletter|pagination|back-to|back_to|backlink|visually-hidden|sr-only|cookies?|announcement|byline|recommend\w*|date|author|meta|tags)($|[-_\s])/i

/** What a saved page tells about its article; the tree still holds the title if it stands in the text. */
export type HtmlArticle = {
  root: Root
  title: string | undefined
  description: string | undefined
  /** The address the page had: handle of the article, and host of its links. */
  canonical: string | undefined
  /** Names of the parts that were left behind. */
  dropped: string[]
}

/** Finds the article in a saved web page and reads it. Scripts are never run and nothing is loaded. */
export function readHtml(text: string): HtmlArticle {
  const page = parser.parse(text)
  const article = findArticle(page)
  const about = readHead(page)
  const dropped = dropTheme(article)
  return {
    // The types of rehype-remark leave open what it makes; it makes a root of a root.
    root: converter.runSync({ type: 'root', children: article.children } as HtmlRoot) as unknown as Root,
    title: about.heading ?? about.ogTitle ?? about.title,
    description: about.description,
    canonical: about.canonical,
    dropped,
  }
}

/** The innermost part that is marked as the article and holds paragraphs. */
function findArticle(page: HtmlRoot): HtmlRoot | Element {
  const groups: ((element: Element) => boolean)[] = [
    (element) => element.properties.itemProp?.toString().includes('articleBody') === true,
    (element) => element.tagName === 'article',
    (element) => element.tagName === 'main' || element.properties.role === 'main',
    (element) => element.tagName === 'body',
  ]
  for (const matches of groups) {
    const [best] = elements(page, matches)
      .map((element) => ({ element, paragraphs: elements(element, ({ tagName }) => tagName === 'p').length }))
      .filter(({ paragraphs }) => paragraphs > 0)
      .sort((a, b) => b.paragraphs - a.paragraphs)
    if (best) return best.element
  }
  return page
}

function readHead(page: HtmlRoot) {
  const meta = (name: string) => {
    const [found] = elements(
      page,
      ({ tagName, properties }) =>
        tagName === 'meta' && (properties.property === name || properties.name === name),
    )
    return found?.properties.content?.toString().trim() || undefined
  }
  const [heading] = elements(page, ({ tagName }) => tagName === 'h1')
    .map(textOf)
    .filter(Boolean)
  const [title] = elements(page, ({ tagName }) => tagName === 'title').map(textOf)
  const [link] = elements(
    page,
    ({ tagName, properties }) => tagName === 'link' && properties.rel?.toString() === 'canonical',
  )
  return {
    heading,
    // "Title – Name of the site"
    title: title?.replace(/\s+[|–—-]\s+[^|–—]*$/, '').trim() || undefined,
    ogTitle: meta('og:title'),
    description: meta('description') ?? meta('og:description'),
    canonical: link?.properties.href?.toString() ?? meta('og:url'),
  }
}

/** @returns names of what went, each once */
function dropTheme(article: HtmlRoot | Element): string[] {
  const dropped = new Set<string>()
  visit(article, (node, index, parent) => {
    if (!parent || index === undefined) return undefined
    if (node.type === 'comment') {
      parent.children.splice(index, 1)
      return [SKIP, index]
    }
    if (node.type !== 'element' || !isTheme(node)) return undefined
    dropped.add(nameOf(node))
    parent.children.splice(index, 1)
    return [SKIP, index]
  })
  visit(article, 'element', (node) => {
    // Pictures that load late keep their address aside and a placeholder in `src`.
    const { src, dataSrc } = node.properties
    if (node.tagName === 'img' && typeof dataSrc === 'string' && (!src || src.toString().startsWith('data:')))
      node.properties.src = dataSrc.replace('{width}', '1024')
  })
  return [...dropped]
}

function isTheme(element: Element): boolean {
  const { hidden, ariaHidden, role, className, id } = element.properties
  if (element.tagName === 'h1' || elements(element, ({ tagName }) => tagName === 'h1').length > 0)
    return false
  const names = [...(Array.isArray(className) ? className : []), id ?? ''].join(' ')
  return (
    themeTags.has(element.tagName) ||
    hidden === true ||
    ariaHidden === 'true' ||
    (typeof role === 'string' && themeRoles.has(role)) ||
    themeNames.test(names)
  )
}

function nameOf(element: Element): string {
  const [name] = Array.isArray(element.properties.className) ? element.properties.className : []
  return name ? `${element.tagName}.${name}` : element.tagName
}

function elements(root: HtmlRoot | Element, matches: (element: Element) => boolean): Element[] {
  const found: Element[] = []
  visit(root, 'element', (element) => {
    if (matches(element)) found.push(element)
  })
  return found
}

function textOf(element: Element): string {
  let text = ''
  visit(element, 'text', ({ value }) => {
    text += value
  })
  return text.replace(/\s+/g, ' ').trim()
}
