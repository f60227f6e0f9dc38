import { expect, test } from 'vitest'
import { adminPath } from './admin-path'

test.each(['/admin', '/admin/orders/12', '/admin/products?status=draft&q=a%20b'])('%s is kept', (path) => {
  expect(adminPath(path)).toBe(path)
})

test.each([
  undefined,
  '',
  '//evil.example',
  '/\\evil.example',
  'https://evil.example/admin',
  '/admin/../cart',
  '/adminevil',
  '/admin@evil.example',
  'javascript:alert(1)',
  '/admin\n/x',
])('%s leads to the admin’s first page', (path) => {
  expect(adminPath(path)).toBe('/admin')
})
