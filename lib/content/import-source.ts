import { DomainError } from '@/lib/errors'

export type SourceKind = 'text' | 'markdown' | 'html'

const largest = 1_000_000

/**
 * Reads a file's bytes as text and says what it is written in. The name decides, unless the text is plainly HTML.
 * @throws DomainError INVALID for what is not a text: empty, larger than 1 MB, not UTF-8, binary
 */
export function readSource(bytes: Uint8Array, fileName: string): { kind: SourceKind; text: string } {
  if (bytes.length === 0) throw new DomainError('INVALID', 'The file is empty.')
  if (bytes.length > largest)
    throw new DomainError('INVALID', 'The file is larger than 1 MB: an article is a few thousand words.')
  const text = decode(bytes).replace(/\r\n?/g, '\n')
  if (hasControls(text))
    throw new DomainError('INVALID', 'The file is not a text: it holds control characters.')
  if (text.trim() === '') throw new DomainError('INVALID', 'The file is empty.')
  return { kind: kindOf(text, fileName), text }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new DomainError('INVALID', 'The file is not UTF-8: save it again with the encoding UTF-8.')
  }
}

function hasControls(text: string): boolean {
  for (const character of text) {
    const code = character.charCodeAt(0)
    if ((code < 32 && code !== 9 && code !== 10 && code !== 12) || code === 127) return true
  }
  return false
}

function kindOf(text: string, fileName: string): SourceKind {
  const start = text.trimStart().slice(0, 1000)
  if (/\.x?html?$/i.test(fileName) || /^<(!doctype html|html|head|body|article|main|div)\b/i.test(start))
    return 'html'
  if (/\.(md|markdown|mdown)$/i.test(fileName)) return 'markdown'
  return 'text'
}
