/** A failure with a message for the person at the terminal: printed as it is, without a stack. */
export class PlainError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message)
    this.name = 'PlainError'
  }
}

/** What a program's last words mean, where they have a plain meaning. @param {string} text */
function plainReason(text) {
  if (/ENOSPC|No space left on device/i.test(text))
    return 'The disk is full. Free some space, then start again; nothing that was confirmed is lost.'
  if (/EROFS|Read-only file system/i.test(text)) return 'The disk is read-only.'
  return undefined
}

/**
 * Prints a failure the way a person can use it.
 * @param {unknown} error
 */
export function printFailure(error) {
  const text = error instanceof Error ? error.message : String(error)
  const reason = plainReason(text)
  const plain = reason !== undefined || error instanceof PlainError || !(error instanceof Error)
  console.error(`\n${[reason, plain ? text : error.stack].filter(Boolean).join('\n\n')}\n`)
}
