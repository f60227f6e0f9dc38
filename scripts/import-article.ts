import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { importArticle } from '@/lib/content/import-article'
import { closeDb } from '@/lib/db'
import { DomainError, isDomainError } from '@/lib/errors'
import { loadEnvironment } from './start/environment.mjs'

const usage = `npm run import:article -- FILE [--blog journal] [--publish] [--replace]
  FILE       a plain text, Markdown (.md) or a saved web page (.html)
  --publish  readers see it at once; without it, it is a draft
  --replace  overwrite title and text of the article that has this handle`

// Reads an article from a file into the shop and says what it did.
loadEnvironment()
try {
  const { values, positionals } = parseArgs({
    options: { blog: { type: 'string' }, publish: { type: 'boolean' }, replace: { type: 'boolean' } },
    allowPositionals: true,
  })
  const [file, ...others] = positionals
  if (!file || others.length > 0) throw new DomainError('INVALID', `Name one file.\n\n${usage}`)
  const { report } = await importArticle({
    ...values,
    bytes: await readFile(file),
    fileName: path.basename(file),
  })
  console.log(report.join('\n'))
} catch (error) {
  process.exitCode = 1
  if (isDomainError(error)) {
    const hint = error.code === 'CONFLICT' ? ' Add --replace to overwrite its title and text.' : ''
    console.error(`${error.message}${hint}\nNothing was saved.`)
  } else if (codeOf(error).startsWith('ERR_PARSE_ARGS')) console.error(usage)
  else if (/^(ENOENT|EISDIR|EACCES)$/.test(codeOf(error))) console.error(`The file can't be read: ${error}`)
  else throw error
} finally {
  await closeDb()
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
