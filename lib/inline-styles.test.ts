import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inlineStyles } from './inline-styles.mjs'

const link = (name: string) =>
  `<link rel="stylesheet" href="/_next/static/chunks/${name}.css" data-precedence="next"/>`
const build = mkdtempSync(path.join(tmpdir(), 'styles-'))

beforeAll(() => {
  mkdirSync(path.join(build, 'static/chunks'), { recursive: true })
  writeFileSync(
    path.join(build, 'static/chunks/book.css'),
    '@font-face{src:url(../media/book.woff2)}p{color:red;mask:url(data:image/png;base64,AA)}',
  )
})
afterAll(() => rmSync(build, { recursive: true }))

test('a sheet stands in the page, and its link asks the browser for nothing', () => {
  const html = inlineStyles(`<head>${link('book')}</head>`, build)
  expect(html).toContain('<style>@font-face')
  expect(html).toContain('href="/_next/static/chunks/book.css" data-precedence="next" disabled=""/>')
})

test('what the sheet names beside itself is found from any page', () => {
  const html = inlineStyles(link('book'), build)
  expect(html).toContain('url(/_next/static/media/book.woff2)')
  expect(html).toContain('url(data:image/png;base64,AA)')
})

test('a sheet that is not there, and one outside the build, keep their links', () => {
  for (const html of [link('gone'), link('../../../book'), '<link rel="stylesheet" href="/own.css"/>'])
    expect(inlineStyles(html, build)).toBe(html)
})
