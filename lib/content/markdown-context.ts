import type { Definition, FootnoteDefinition, Node } from 'mdast'
import { toHandle } from './handle'
import type { Problem } from './markdown-tree'

/** Ids of the article page around the text; a heading that would take one gets a number. */
const taken =
  /^(main|inshort|references|writer|related|notes|notes-title|[cnr]-?[a-z0-9]{0,3}|[fh]-.*|buy-.*)$/

/** What the conversion of one text remembers on its way. */
export function createContext(source: string) {
  const problems: Problem[] = []
  const ids = new Set<string>()
  return {
    source,
    problems,
    headings: [] as { id: string; text: string; depth: 2 | 3 | 4 }[],
    products: new Set<string>(),
    cards: new Set<string>(),
    cited: new Set<number>(),
    links: new Set<string>(),
    figures: 0,
    definitions: new Map<string, Definition>(),
    notes: new Map<string, FootnoteDefinition>(),
    /** Letters by identifier, in order of mention. */
    letters: new Map<string, string>(),
    /** Mentioned since the last note was set. */
    pendingNotes: [] as string[],
    problem(node: Node, message: string) {
      problems.push({ line: node.position?.start.line ?? 1, message })
    },
    /** What was typed, for showing it as plain text. */
    typed(node: Node): string {
      return source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0)
    },
    headingId(text: string): string {
      const base = toHandle(text) || 'part'
      let id = base
      for (let count = 2; ids.has(id) || taken.test(id); count++) id = `${base}-${count}`
      ids.add(id)
      return id
    },
  }
}

export type Context = ReturnType<typeof createContext>

/** 0 → a, 25 → z, 26 → aa. */
export function noteLetter(index: number): string {
  const before = index >= 26 ? noteLetter(Math.floor(index / 26) - 1) : ''
  return before + String.fromCharCode(97 + (index % 26))
}
