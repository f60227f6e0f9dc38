/** Text as PostgreSQL can keep it: its text holds no NUL and its JSON no half of a surrogate pair. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '')
}

/** Whether PostgreSQL could hold this text at all; what it can't hold need not be looked for. */
export function isStorable(text: string | null | undefined): text is string {
  return typeof text === 'string' && storable(text) === text
}

/** The first `most` UTF-16 units of a text, one fewer where they would end in half a character. */
export function cutTo(text: string, most: number): string {
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')
}
