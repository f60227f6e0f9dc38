/**
 * Structured data for search engines. `<` is escaped: inside a script element a browser looks for "</script" and
 * "<!--" before it looks at JSON, so a title that held them could end the element. JSON reads \u003c as "<".
 */
export function JsonLd({ data }: { data: Record<string, unknown> | Record<string, unknown>[] }) {
  return (
    <script
      type="application/ld+json"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: serialised here, with "<" escaped
      dangerouslySetInnerHTML={{ __html: serialise(data) }}
    />
  )
}

export function serialise(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c')
}
