import { type FileHandle, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * A file of JSON lines that only grows. A line is one commit: either all of it is there or, after a power cut in the
 * middle of writing, none of it.
 */
export type Journal = {
  append(line: string): void
  /** Resolves when every line appended so far is on the disk; rejects when the disk refused one. */
  written(): Promise<void>
  close(): Promise<void>
}

const FILE = 'journal.jsonl'

/**
 * The complete lines of the journal in `folder`, oldest first. A torn last line is left out: its commit was never
 * answered.
 * @throws Error when a line before the last is damaged, naming file and line
 */
export async function readJournal(folder: string): Promise<unknown[]> {
  const path = join(folder, FILE)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  // What follows the last line break is torn, even if it happens to parse.
  const lines = text.split('\n').slice(0, -1)
  return lines.map((line, index) => {
    try {
      return JSON.parse(line)
    } catch {
      throw new Error(
        `${path} is damaged at line ${index + 1}. Remove the file to start with an empty stand-in.`,
      )
    }
  })
}

/** Replaces the journal in `folder` by `lines`, atomically, and opens it for appending. */
export async function startJournal(folder: string, lines: string[]): Promise<Journal> {
  const path = join(folder, FILE)
  const fresh = await open(`${path}.new`, 'w', 0o600)
  await fresh.writeFile(lines.map((line) => `${line}\n`).join(''))
  await fresh.sync()
  await fresh.close()
  await rename(`${path}.new`, path)
  await syncFolder(folder)
  return appendTo(await open(path, 'a', 0o600))
}

/** Lines that arrive while the disk is busy share the next write and sync. */
function appendTo(file: FileHandle): Journal {
  let waiting = ''
  let flushing: Promise<void> = Promise.resolve()
  let scheduled = false

  async function flush() {
    scheduled = false
    const lines = waiting
    waiting = ''
    await file.appendFile(lines)
    await file.datasync()
  }

  return {
    append(line) {
      waiting += `${line}\n`
      if (scheduled) return
      scheduled = true
      // One failed write fails all later ones: what is in memory and what is on the disk have parted.
      flushing = flushing.then(flush)
      flushing.catch(() => {})
    },
    written: () => flushing,
    async close() {
      await flushing.finally(() => file.close())
    },
  }
}

/** A rename is on the disk only when its folder is. Windows can't open folders, and needs no sync for it. */
async function syncFolder(folder: string) {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync()
  await handle.close()
}
