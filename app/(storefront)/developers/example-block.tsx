import { type ExampleName, example } from '@/lib/storefront-api/examples/examples'
import { readableJson } from './json'

/** What is asked and what comes back, side by side where there is room. */
export function ExampleBlock({ name, site }: { name: ExampleName; site: string }) {
  const { title, query, variables, answer } = example(name, site)
  return (
    <section className="example" aria-label={title}>
      <h3>{title}</h3>
      <div className="exchange">
        <Code label={`${title}: asked`}>
          {query}
          {variables ? `\n\n# variables\n${readableJson(variables)}` : null}
        </Code>
        <Code label={`${title}: answered`}>{readableJson(answer)}</Code>
      </div>
    </section>
  )
}

/** A text that is wider than a phone scrolls in its own box, by keyboard too. */
export function Code({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className="code-box" aria-label={label} tabIndex={0}>
      <pre>
        <code>{children}</code>
      </pre>
    </section>
  )
}
