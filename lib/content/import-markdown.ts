import type { Root } from 'mdast'
import remarkDirective from 'remark-directive'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import { parse } from 'yaml'
import { z } from 'zod'

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  .use(remarkDirective)
  .use(remarkStringify, { bullet: '-', emphasis: '*', rule: '-', listItemIndent: 'one' })

const frontMatter = z.object({ title: z.string().optional(), description: z.string().optional() })

/** Markdown, ours or another's, with the title and description of its front matter if it has one. */
export function readMarkdown(text: string): { root: Root } & z.infer<typeof frontMatter> {
  const [whole = '', yaml = ''] = /^---\n([\s\S]*?)\n---\n/.exec(text) ?? []
  return { root: processor.parse(text.slice(whole.length)), ...readFrontMatter(yaml) }
}

function readFrontMatter(yaml: string): z.infer<typeof frontMatter> {
  try {
    return frontMatter.catch({}).parse(parse(yaml, { maxAliasCount: 0 }))
  } catch {
    return {}
  }
}

/** Writes a tree as Markdown of our grammar; signs that would mean something are escaped. */
export function writeMarkdown(root: Root): string {
  return processor.stringify(root)
}
