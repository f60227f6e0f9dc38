/** The full stop that a title or a source wants after it, where it has no sign of its own. */
export function sentenceEnd(text: string): string {
  return /[.?!]$/.test(text) ? '' : '.'
}
