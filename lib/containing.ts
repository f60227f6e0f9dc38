/** For LIKE: the text itself. Without it "10%" finds 100, and "_" everything. */
export function literally(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

/** For a Prisma filter: the text anywhere in a column, in upper or lower case. Prisma hands % and _ on as they are. */
export function containing(text: string) {
  return { contains: literally(text), mode: 'insensitive' } as const
}
