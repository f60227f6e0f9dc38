import { toString as textOf } from 'mdast-util-to-string'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'

const parse = (html: string) => unified().use(rehypeParse).parse(html)

type Element = Extract<ReturnType<typeof parse>['children'][number], { type: 'element' }>
type Page = { url: string; status: number; html: string }

const MOST_REDIRECTS = 10

/** A person with a browser that has cookies and forms and no JavaScript. */
export function visitor(start: string) {
  const jars = new Map<string, Map<string, string>>()
  let page: Page = { url: start, status: 0, html: '' }

  async function go(address: string, init: RequestInit = {}): Promise<Page> {
    let next = new URL(address, page.url)
    let request = init
    for (let hop = 0; hop < MOST_REDIRECTS; hop++) {
      const jar = jars.get(next.origin) ?? new Map<string, string>()
      jars.set(next.origin, jar)
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const headers = { cookie, origin: next.origin }
      const answer = await fetch(next, { ...request, headers, redirect: 'manual' })
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ''] = line.split(';')
        jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
      }
      const location = answer.headers.get('location')
      page = { url: next.toString(), status: answer.status, html: await answer.text() }
      if (!location) return page
      next = new URL(location, next)
      request = {}
    }
    throw new Error(`${address} redirects for ever, last to ${next}`)
  }

  /** Presses the button whose text begins with these words, with the form's fields as they stand. */
  async function press(words: string): Promise<Page> {
    const { form, button } = findButton(page.html, words)
    const fields = fieldsOf(form)
    if (typeof button.properties.name === 'string')
      fields.push([button.properties.name, String(button.properties.value ?? '')])
    // A button may say where and how its form goes.
    const { formAction, formMethod, formEncType } = button.properties
    const target = new URL(String(formAction || form.properties.action || page.url), page.url)
    if (String(formMethod ?? form.properties.method ?? 'get').toLowerCase() === 'get') {
      target.search = new URLSearchParams(fields).toString()
      return go(target.toString())
    }
    // As a browser does it: multipart where the form says so, which server actions rely on.
    const multipart = (formEncType ?? form.properties.encType) === 'multipart/form-data'
    const body = multipart ? new FormData() : new URLSearchParams()
    for (const [name, value] of fields) body.append(name, value)
    return go(target.toString(), { method: 'POST', body })
  }

  return { go, press, page: () => page }
}

function findButton(html: string, words: string): { form: Element; button: Element } {
  let found: { form: Element; button: Element } | undefined
  visit(parse(html), 'element', (form) => {
    if (form.tagName !== 'form' || found) return
    visit(form, 'element', (button) => {
      if (button.tagName !== 'button' || found) return
      if (textOf(button).replace(/\s+/g, ' ').trim().startsWith(words)) found = { form, button }
    })
  })
  if (!found) throw new Error(`There is no button "${words}" on this page:\n${textOf(parse(html))}`)
  return found
}

/** What a browser would send: hidden and text fields, chosen options, ticked boxes. */
function fieldsOf(form: Element): [string, string][] {
  const fields: [string, string][] = []
  visit(form, 'element', (field) => {
    const { name, type, value, checked } = field.properties
    if (typeof name !== 'string') return
    if (field.tagName === 'input' && !((type === 'radio' || type === 'checkbox') && !checked))
      fields.push([name, String(value ?? '')])
    if (field.tagName === 'textarea') fields.push([name, textOf(field)])
    if (field.tagName === 'select') fields.push([name, chosenOption(field)])
  })
  return fields
}

function chosenOption(select: Element): string {
  const options: Element[] = []
  visit(select, 'element', (option) => {
    if (option.tagName === 'option') options.push(option)
  })
  const chosen = options.find(({ properties }) => properties.selected) ?? options[0]
  return chosen ? String(chosen.properties.value ?? textOf(chosen)) : ''
}
