import { expect, test } from 'vitest'
import { asciiPage } from './ascii-page.mjs'

test('words and attributes get references, for signs of two units too', () => {
  expect(asciiPage('<p title="kūmara">What’s 🌱 &amp; new</p>')).toBe(
    '<p title="k&#363;mara">What&#8217;s &#127793; &amp; new</p>',
  )
})

test('a script says the same', () => {
  const data = { text: 'kūmara ’🌱' }
  const html = asciiPage(
    `<script>x=${JSON.stringify(data)}</script>é<script type="application/ld+json">"é"</script>`,
  )
  const [, text = ''] = /x=(.*?)<\/script>/.exec(html) ?? []
  expect(text).toBe('{"text":"k\\u016bmara \\u2019\\ud83c\\udf31"}')
  expect(JSON.parse(text)).toEqual(data)
  expect(html).toContain('</script>&#233;<script type="application/ld+json">"\\u00e9"</script>')
})

test('a style sheet gets its own escapes, which end with a space', () => {
  expect(asciiPage('<style media="print">p::before{content:"→ a"}</style>→')).toBe(
    '<style media="print">p::before{content:"\\2192  a"}</style>&#8594;',
  )
})

test('what is ASCII stays as it was, and a control that has no reference', () => {
  const html = '<!DOCTYPE html><i>\x96</i><script>a("\\u2019")</script><p>Plain &amp; simple</p>\n'
  expect(asciiPage(html)).toBe(html)
})
