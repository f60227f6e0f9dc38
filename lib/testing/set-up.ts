import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, inject, vi } from 'vitest'

// Named before any module reads the settings; made by testDatabase() in the files that need one.
const url = new URL(inject('templateDatabase'))
url.pathname = `/test_${randomBytes(6).toString('hex')}`
process.env.DATABASE_URL = url.toString()

// What React, Next and drivers complain about is a fault: a console.error fails the test.
beforeEach(() => {
  vi.spyOn(console, 'error')
})

afterEach(() => {
  const complaints = vi.isMockFunction(console.error) ? vi.mocked(console.error).mock.calls : []
  vi.mocked(console.error).mockRestore?.()
  expect(complaints, 'console.error was called').toEqual([])
})
