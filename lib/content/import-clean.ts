import type { Image, Link, PhrasingContent, Root, RootContent } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { SKIP, visit } from 'unist-util-visit'
import { safeLink } from './safe-link'

/** Lines that a theme puts around an article. */
const residue =
  /^[←‹«<>»›→|·•\s]*(back to (the )?(blog|journal|news|articles?)|share( this)?( (article|post))?( on (facebook|twitter|x|pinterest|linkedin|whatsapp))?|tweet( on twitter)?|pin it( on pinterest)?|leave a comment|(previous|next|older|newer)( (article|post))?|read more|subscribe|print|email|copy link|link copied!?|\d+ comments?)[:\s→»›>]*$/i

type Notes = { dropped: string[]; changed: string[] }

/**
 * Takes out of a tree what is not the article: theme residue, the title (it may stand there twice), empty blocks,
 * HTML; and makes links and pictures safe. Changes the tree.
 * @param given the title as the source names it elsewhere; else it is the first block
 * @returns the title, undefined where there is none, and what was done
 */
export function cleanTree(root: Root, given: string | undefined, canonical: string | undefined) {
  const notes: Notes = { dropped: [], changed: [] }
  unwrapHtml(root, notes)
  softenSpaces(root)
  root.children = root.children.filter((block) => !isResidue(block, notes))
  mendAddresses(root, canonical, notes)
  root.children = root.children.filter((block) => !isEmpty(block))
  const title = given ?? firstTitle(root)
  if (title !== undefined) dropTitle(root, title, notes)
  levelHeadings(root)
  return { title, notes }
}

function isResidue(block: RootContent, { dropped }: Notes): boolean {
  if (block.type === 'leafDirective' || block.type === 'containerDirective') return false
  const text = plain(block)
  if (!residue.test(text)) return false
  dropped.push(`“${text}”`)
  return true
}

function isEmpty(block: RootContent): boolean {
  if (block.type !== 'paragraph' && block.type !== 'heading' && block.type !== 'list') return false
  let picture = false
  visit(block, 'image', () => {
    picture = true
  })
  return plain(block) === '' && !picture
}

function plain(block: RootContent): string {
  return textOf(block).replace(/\s+/g, ' ').trim()
}

/** The first heading of the first level, or a first line that is not a paragraph yet. */
function firstTitle(root: Root): string | undefined {
  const heading =
    root.children.find((block) => block.type === 'heading' && block.depth === 1) ?? root.children[0]
  if (heading?.type !== 'heading' && heading?.type !== 'paragraph') return undefined
  const text = plain(heading)
  const sentence = heading.type === 'paragraph' && /[.;,:]$/.test(text)
  return text.length <= 150 && !sentence ? text : undefined
}

function dropTitle(root: Root, title: string, { dropped }: Notes) {
  const same = (block: RootContent | undefined) => block !== undefined && plain(block) === title
  let times = 0
  while (same(root.children[0])) {
    root.children.shift()
    times += 1
  }
  const before = root.children.length
  root.children = root.children.filter(
    (block) => !(block.type === 'heading' && block.depth === 1 && same(block)),
  )
  times += before - root.children.length
  if (times > 1) dropped.push(`the title, which stood there ${times === 2 ? 'twice' : `${times} times`}`)
}

/** The title has the first level to itself; what remains begins at the second. */
function levelHeadings(root: Root) {
  const depths = root.children.flatMap((block) => (block.type === 'heading' ? [block.depth] : []))
  const shift = 2 - Math.min(...depths)
  for (const block of root.children)
    if (block.type === 'heading') block.depth = Math.min(4, block.depth + shift) as 2 | 3 | 4
}

/** Tags go, the words between them stay. */
function unwrapHtml(root: Root, { changed }: Notes) {
  let tags = 0
  visit(root, 'html', (node, index, parent) => {
    if (!parent || index === undefined) return undefined
    if (/^<br\s*\/?>$/i.test(node.value)) {
      parent.children[index] = { type: 'break' }
      return undefined
    }
    parent.children.splice(index, 1)
    tags += 1
    return [SKIP, index]
  })
  if (tags > 0) changed.push(`left out ${tags} ${tags === 1 ? 'piece' : 'pieces'} of HTML`)
}

/** Editors strew hard spaces about; only the one between a number and its unit means something. */
function softenSpaces(root: Root) {
  visit(root, 'text', (node) => {
    node.value = node.value.replace(/(?<!\d)\u00a0|\u00a0(?!\p{L})/gu, ' ')
  })
}

function mendAddresses(root: Root, canonical: string | undefined, { dropped, changed }: Notes) {
  const lost: string[] = []
  visit(root, ['link', 'image', 'definition'], (node, index, parent) => {
    if (!parent || index === undefined) return undefined
    if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') return undefined
    const url = node.type === 'image' ? mendPicture(node.url, canonical) : mendLink(node.url, canonical)
    if (url !== undefined) {
      node.url = url
      return undefined
    }
    const siblings = parent.children as (RootContent | PhrasingContent)[]
    siblings.splice(index, 1, ...remains(node))
    if (node.type === 'image')
      dropped.push(`a picture at an address that works only there: ${node.url.slice(0, 80)}`)
    else lost.push(node.url.slice(0, 80))
    return [SKIP, index]
  })
  if (lost.length > 0) changed.push(`kept the words and left out the address of: ${lost.join(', ')}`)
}

function remains(node: Link | Image | { type: 'definition' }): PhrasingContent[] {
  return node.type === 'link' ? node.children : []
}

/** Links to the page's own host become paths of this shop, which keeps the addresses it had. */
function mendLink(url: string, canonical: string | undefined): string | undefined {
  const full = resolve(url, canonical)
  if (!full || url.trim().startsWith('#')) return safeLink(url.trim())
  const here = canonical && full.host === new URL(canonical).host
  return safeLink(here ? `${full.pathname}${full.search}${full.hash}` : full.href)
}

/** A picture stays where it is. In the folder beside a saved page (`…_files/`) nobody else can see it. */
function mendPicture(url: string, canonical: string | undefined): string | undefined {
  if (/^data:|_files\//.test(url.trim())) return undefined
  const full = resolve(url, canonical)
  return full && /^https?:$/.test(full.protocol) ? full.href : undefined
}

function resolve(url: string, canonical: string | undefined): URL | undefined {
  const base = canonical && URL.canParse(canonical) ? canonical : undefined
  const text = url.trim().replace(/^\/\//, 'https://')
  return URL.canParse(text, base) ? new URL(text, base) : undefined
}
