import { expect, test } from 'vitest'
import { limits } from '@/lib/cart/limits'
import { addForm, pressedForm, shownCuts, typedForm, typedQuantities, updateForm } from './cart-forms'
import { quantityField } from './quantity-field'

const lineId = '0b9f1b7a-6d1e-4c0e-9a51-1f3c5f1f2a3b'

test('a buy form becomes ids and numbers; one piece when it says nothing', () => {
  expect(
    addForm.parse({ variantId: '12', quantity: ' 3 ', articleId: '7', attributes: '{"Gift":"yes"}' }),
  ).toEqual({
    variantId: 12n,
    quantity: 3,
    articleId: 7n,
    attributes: { Gift: 'yes' },
  })
  expect(addForm.parse({ variantId: '12', articleId: '' })).toEqual({
    variantId: 12n,
    quantity: 1,
    articleId: null,
    attributes: {},
  })
})

test.each([
  '0',
  '-1',
  '1e9',
  '1e2',
  'NaN',
  'Infinity',
  '',
  ' ',
  '1.5',
  '1,5',
  '0x10',
  '1000',
  '999999999999',
  '١',
  {},
])('quantity %j is refused when adding', (quantity) => {
  expect(addForm.safeParse({ variantId: '1', quantity }).success).toBe(false)
})

test.each(['0', '-1', '', 'abc', '1e3', '9223372036854775808', '1; DROP TABLE cart', ['1']])(
  'variant %j is refused',
  (variantId) => {
    expect(addForm.safeParse({ variantId, quantity: '1' }).success).toBe(false)
  },
)

test.each(['[]', '{', 'null', '"x"', '{"a":1}', '{"a":{"b":"c"}}', `{"a":"${'x'.repeat(20_000)}"}`])(
  'attributes %j are refused',
  (attributes) => {
    expect(addForm.safeParse({ variantId: '1', attributes }).success).toBe(false)
  },
)

test('a line is set to what was typed, or stepped whatever was typed', () => {
  expect(updateForm.parse({ change: 'set', lineId, quantity: '0' })).toMatchObject({ quantity: 0 })
  expect(updateForm.parse({ change: 'more', lineId, quantity: 'rubbish' })).toEqual({
    change: 'more',
    lineId,
  })
  for (const quantity of ['-1', '1e9', 'NaN', '', '1000'])
    expect(updateForm.safeParse({ change: 'set', lineId, quantity }).success).toBe(false)
  expect(updateForm.safeParse({ change: 'double', lineId, quantity: '1' }).success).toBe(false)
})

test('a line that is no id is refused', () => {
  for (const bad of ['', '1', `${lineId}'`, lineId.replace('b', 'g'), lineId.replaceAll('-', '')])
    expect(pressedForm.safeParse({ removeLine: bad }).success).toBe(false)
})

test('a button says what it does, and to which; none where it only sends', () => {
  expect(pressedForm.parse({ note: 'x', code: 'TEN' })).toEqual({})
  expect(pressedForm.parse({ more: lineId })).toEqual({ more: lineId })
  const line = { variantId: '12', quantity: '3', articleId: '', attributes: '{"Gift":"yes"}' }
  expect(pressedForm.parse({ putBack: JSON.stringify(line) }).putBack).toEqual({
    variantId: 12n,
    quantity: 3,
    articleId: null,
    attributes: { Gift: 'yes' },
  })
  for (const putBack of [
    '',
    '{',
    '[]',
    '{"variantId":"0"}',
    JSON.stringify({ ...line, x: 'x'.repeat(60_000) }),
  ])
    expect(pressedForm.safeParse({ putBack }).success, putBack.slice(0, 20)).toBe(false)
  for (const removeCode of ['', ' ', 'x'.repeat(2000)])
    expect(pressedForm.safeParse({ removeCode }).success).toBe(false)
})

test('only another quantity than was shown was typed, and what is none is told apart', () => {
  const typed = (value: unknown, name = quantityField(lineId, 2)) => typedQuantities.parse([[name, value]])
  expect(typed('3')).toEqual([{ lineId, quantity: 3 }])
  expect(typed(' 0 ')).toEqual([{ lineId, quantity: 0 }])
  for (const bad of ['', 'abc', '-1', '1e3', '1000', '2.0'])
    expect(typed(bad)).toEqual([{ lineId, quantity: null }])
  expect(typed(' 2 ')).toEqual([])
  expect(typed(new Blob())).toEqual([])
  for (const name of [
    'quantity',
    'note',
    `quantity:${lineId}`,
    `quantity:${'-'.repeat(36)}:1`,
    `x${quantityField(lineId, 2)}`,
  ])
    expect(typed('3', name), name).toEqual([])
})

test('as many quantities as a cart has lines are read, and no more', () => {
  const fields = (count: number, value: string) =>
    Array.from({ length: count }, (): [string, string] => [quantityField(lineId, 2), value])
  expect(typedQuantities.safeParse(fields(limits.lines, '3')).success).toBe(true)
  expect(typedQuantities.safeParse(fields(limits.lines + 1, '3')).success).toBe(false)
})

test('a country is two capitals, a rate an id or nothing', () => {
  const nothing = { rate: null, shownRate: null, code: '' }
  expect(typedForm.parse({ country: 'NZ', shownRate: '' })).toEqual({ ...nothing, country: 'NZ' })
  expect(typedForm.parse({ country: 'AU', rate: '4', shownRate: '3' })).toEqual({
    ...nothing,
    country: 'AU',
    rate: 4n,
    shownRate: 3n,
  })
  expect(typedForm.parse({})).toEqual(nothing)
  for (const country of ['', 'nz', 'NZL', 'N\0']) expect(typedForm.safeParse({ country }).success).toBe(false)
})

test('a note or a code of megabytes is refused before it is looked at', () => {
  // A full note of line ends, as a form posts them.
  expect(typedForm.safeParse({ note: '\r\n'.repeat(5_000) }).success).toBe(true)
  for (const field of ['note', 'shownNote', 'code'])
    expect(typedForm.safeParse({ [field]: 'x'.repeat(1_000_000) }).success, field).toBe(false)
  expect(typedForm.parse({ code: ' ten ' }).code).toBe('ten')
})

test('what was shown cut is a line and a quantity', () => {
  expect(shownCuts.parse([`${lineId}:3`])).toEqual([{ lineId, quantity: 3 }])
  expect(shownCuts.parse([])).toEqual([])
  for (const bad of [`${lineId}:-1`, `${lineId}:1e3`, `${lineId}`, `${'-'.repeat(36)}:1`])
    expect(shownCuts.safeParse([bad]).success).toBe(false)
  expect(shownCuts.safeParse(Array.from({ length: 251 }, () => `${lineId}:1`)).success).toBe(false)
})
