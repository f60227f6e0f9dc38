import { expect, test } from 'vitest'
import { nest, typedValues } from './form-values'

function formOf(entries: [string, string][]): FormData {
  const form = new FormData()
  for (const [name, value] of entries) form.append(name, value)
  return form
}

test('dotted names nest, the last of equal names counts, and what Next adds is left out', () => {
  const form = formOf([
    ['id', '1'],
    ['prices.11.price', '49.00'],
    ['prices.11.compareAtPrice', ''],
    ['id', '2'],
    ['$ACTION_REF_1', ''],
    ['text', 'two\r\nli\0nes'],
  ])
  form.append('file', new File(['x'], 'x.txt'))
  expect(JSON.parse(JSON.stringify(nest(form)))).toEqual({
    id: '2',
    prices: { '11': { price: '49.00', compareAtPrice: '' } },
    text: 'two\nlines',
  })
})

test('a field with an evil name changes no other object', () => {
  nest(
    formOf([
      ['__proto__.polluted', 'yes'],
      ['constructor.prototype.polluted', 'yes'],
      ['a', 'x'],
      ['a.b', 'y'],
    ]),
  )
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

test('what was typed comes back, but never a secret', () => {
  const typed = typedValues(
    formOf([
      ['email', 'a@example.nz'],
      ['password', 'hunter2'],
      ['newPassword', 'hunter3'],
      ['$ACTION_KEY', 'k'],
    ]),
  )
  expect(typed).toEqual({ email: 'a@example.nz' })
})
