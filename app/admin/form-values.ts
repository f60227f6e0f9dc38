import { storable } from '@/lib/storable'

type Entries = Iterable<readonly [string, FormDataEntryValue]>

/** Fields of a form by name; Next's own and files are left out. Browsers send line ends as CR LF, whatever was there. */
function* fields(form: Entries): Generator<[string, string]> {
  for (const [name, value] of form) {
    if (typeof value === 'string' && !name.startsWith('$ACTION'))
      yield [name, storable(value).replaceAll('\r\n', '\n')]
  }
}

type Nested = { [key: string]: string | Nested }

/** "prices.12.price" becomes { prices: { 12: { price } } }. Without prototypes: a field may be called anything. */
export function nest(form: Entries): Nested {
  const root: Nested = Object.create(null)
  for (const [name, value] of fields(form)) {
    const path = name.split('.')
    const last = path.pop() ?? ''
    let place = root
    for (const key of path) {
      const inside = place[key]
      if (typeof inside === 'object') place = inside
      else {
        const made: Nested = Object.create(null)
        place[key] = made
        place = made
      }
    }
    place[last] = value
  }
  return root
}

/** What was typed, to be shown again. A password is not: it would stand in the page. */
export function typedValues(form: FormData): Record<string, string> {
  return Object.fromEntries([...fields(form)].filter(([name]) => !/password|secret/i.test(name)))
}
