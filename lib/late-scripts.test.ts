import { expect, test, vi } from 'vitest'
import { lateScripts } from './late-scripts.mjs'

const own = (name: string) => `<script src="/_next/static/chunks/${name}.js" async=""></script>`
const page = (head: string) => `<html><head>${head}</head><body><p>Read me</p></body></html>`

test('a page asks for its scripts after the first frame, in their order, and for none before', () => {
  const preload = '<link rel="preload" as="script" fetchPriority="low" href="/_next/static/chunks/main.js"/>'
  const html = lateScripts(page(preload + own('main') + own('turbopack-0~a.b')))
  expect(html).not.toMatch(/<script src|preload/)
  expect(html).toContain('(["/_next/static/chunks/main.js","/_next/static/chunks/turbopack-0~a.b.js"])')
  expect(html).toContain('requestAnimationFrame')
  expect(html.endsWith('</script></body></html>')).toBe(true)
})

test('what is no script of the page itself stays as it was', () => {
  const old = '<script src="/_next/static/chunks/old.js" noModule=""></script>'
  const others = '<script type="application/ld+json">{"a":1}</script><script src="/own.js" async=""></script>'
  for (const html of [page(old + others), own('no-body')]) expect(lateScripts(html)).toBe(html)
  expect(lateScripts(page(old + others + own('main')))).toContain(old + others)
})

test('Next starts the page in a task of its own', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const document = { createElement: () => ({}), head: { appendChild: () => {} } }
  const browser = { self: {}, window: {}, document, requestAnimationFrame: () => {} }
  for (const [name, value] of Object.entries(browser)) vi.stubGlobal(name, value)
  const [, script = ''] = /<script>(.*)<\/script>/.exec(lateScripts(page(own('main')))) ?? []
  new Function(script)()
  const { appBootstrap } = await import('next/dist/client/app-bootstrap')
  const start = vi.fn()
  appBootstrap(start)
  await new Promise((afterMicrotasks) => setImmediate(afterMicrotasks))
  expect(start).not.toHaveBeenCalled()
  await vi.runAllTimersAsync()
  expect(start).toHaveBeenCalledOnce()
})
