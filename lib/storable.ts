/** Text as PostgreSQL can keep it: its text holds no NUL and its JSON no half of a surrogate pair. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '')
}
