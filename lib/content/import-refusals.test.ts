import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/lib/db'
import { testDatabase } from '@/lib/testing/database'
import { importArticle } from './import-article'

testDatabase()

beforeAll(async () => {
  await db().blog.create({ data: { handle: 'journal', title: 'Journal' } })
})

describe('what it refuses leaves nothing behind', () => {
  test.each<[string, Uint8Array | string, string, RegExp]>([
    ['an empty file', '', 'a.txt', /empty/],
    ['white space', ' \n\n ', 'a.txt', /empty/],
    ['more than 1 MB', 'a'.repeat(1_000_001), 'a.txt', /1 MB/],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a), 'a.png', /UTF-8/],
    ['a file with zeros', 'Title\n\nText\u0000.', 'a.txt', /control characters/],
    ['Latin-1', Uint8Array.of(0x4b, 0xfb, 0x6d, 0x61), 'a.txt', /UTF-8/],
    ['a title alone', 'Just a title', 'a.txt', /No paragraph/],
    ['a text without a title', 'It begins at once, and goes on.\n\nAnd on.', 'a.txt', /No title/],
    [
      'a page without an article',
      '<!doctype html><title>x</title><nav><p>Home</p></nav>',
      'a.html',
      /No paragraph/,
    ],
    [
      'directives we do not know',
      '# T\n\nMind:\n\n:::warning\nHot.\n:::\n',
      'a.md',
      /"::warning" is not known here/,
    ],
    ['a reference that is not listed', '# T\n\nKnown:cite[1].\n', 'a.md', /Reference 1/],
    ['a title in signs', '???\n\nWhat now?', 'a.txt', /letter or a digit/],
  ])('%s', async (_, content, fileName, message) => {
    const before = await db().article.count()
    await expect(importArticle({ bytes: Buffer.from(content), fileName })).rejects.toThrow(message)
    expect(await db().article.count()).toBe(before)
  })

  test('an unknown blog, naming those there are', async () => {
    await expect(
      importArticle({ bytes: Buffer.from('T\n\nText.'), fileName: 'a.txt', blog: 'news' }),
    ).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'There is no blog "news": there is journal.',
    })
  })
})
