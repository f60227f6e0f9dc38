import { longestText, parseArticle } from './markdown'
import type { Problem } from './markdown-tree'

/**
 * What an author should change before a text is saved; empty when all is well.
 * @param known `referenceCount`: how many references the article lists; `productHandles`: those the shop has.
 */
export function checkMarkdown(
  markdown: string,
  known: { referenceCount: number; productHandles: Iterable<string> },
): Problem[] {
  if (markdown.length > longestText)
    return [{ line: 1, message: `The text is longer than ${longestText.toLocaleString('en-NZ')} characters` }]
  const parsed = parseArticle(markdown)
  const handles = new Set(known.productHandles)
  const lineOf = (needle: string) =>
    markdown.slice(0, Math.max(0, markdown.indexOf(needle))).split('\n').length
  return [
    ...parsed.problems,
    ...parsed.productHandles
      .filter((handle) => !handles.has(handle))
      .map((handle) => ({
        line: lineOf(handle),
        message: `There is no product with the handle "${handle}"`,
      })),
    ...parsed.citedReferences
      .filter((number) => number > known.referenceCount)
      .map((number) => ({
        line: lineOf(`:cite[${number}]`),
        message: `Reference ${number} is cited, and the list has ${known.referenceCount}`,
      })),
  ].sort((a, b) => a.line - b.line)
}
