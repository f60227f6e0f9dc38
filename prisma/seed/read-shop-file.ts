import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { checkShopFile } from './check-shop-file'
import { type Place, type ShopFile, shopFileSchema } from './shop-file'

/** Names every problem with its line and place, so that one run is enough to mend a file. */
export class ShopFileError extends Error {
  constructor(readonly problems: string[]) {
    super(problems.join('\n'))
    this.name = 'ShopFileError'
  }
}

/** @param text YAML 1.2, at most 20 MB. @throws ShopFileError */
export function readShopFile(text: string): ShopFile {
  if (text.length > 20_000_000) throw new ShopFileError(['The file is larger than 20 MB'])
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const say = (place: Place, message: string) => {
    const line = lineOf(document, place, lines)
    return `${line ? `line ${line}: ` : ''}${placeName(place)}${place.length > 0 ? ' ' : ''}${message}`
  }
  if (document.errors.length > 0)
    throw new ShopFileError(
      document.errors.map((error) => `line ${lines.linePos(error.pos[0]).line}: ${error.message}`),
    )
  const result = shopFileSchema.safeParse(toPlain(document))
  if (!result.success) throw new ShopFileError(result.error.issues.map((issue) => sayIssue(issue, say)))
  const problems = checkShopFile(result.data)
  if (problems.length > 0) throw new ShopFileError(problems.map(({ place, message }) => say(place, message)))
  return result.data
}

function toPlain(document: Document): unknown {
  try {
    // A file of a few lines can unfold to gigabytes through aliases of aliases.
    return document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    throw new ShopFileError([error instanceof Error ? error.message : String(error)])
  }
}

type Issue = { code?: string; path: PropertyKey[]; message: string; keys?: string[] }

function sayIssue(issue: Issue, say: (place: Place, message: string) => string): string {
  const place = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))
  if (issue.code === 'unrecognized_keys')
    return (issue.keys ?? []).map((key) => say([...place, key], 'is not known here')).join('\n')
  return say(place, issue.message.replace(/^Invalid input: /, ''))
}

/** ["products", 0, "handle"] → products[0].handle */
function placeName(place: Place): string {
  return place
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('')
}

/** Of the nearest thing that is there, when the place itself is missing. */
function lineOf(document: Document, place: Place, lines: LineCounter): number | undefined {
  for (let length = place.length; length >= 0; length--) {
    const node: unknown = length === 0 ? document.contents : document.getIn(place.slice(0, length), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return undefined
}
